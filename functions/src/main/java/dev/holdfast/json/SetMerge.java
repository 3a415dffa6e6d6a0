package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.Set;

/** Merges arrays that stand for sets: never a conflict; what is new comes last. */
final class SetMerge {
    private SetMerge() {}

    static ArrayNode merge(ArrayNode base, ArrayNode current, ArrayNode incoming) {
        Set<String> before = names(base);
        Set<String> wanted = names(incoming);
        Set<String> present = HashSet.newHashSet(current.size());
        ArrayNode merged = JsonNodeFactory.instance.arrayNode(current.size());
        for (JsonNode item : current) {
            String name = ItemNames.of(item);
            present.add(name);
            if (!before.contains(name) || wanted.contains(name)) {
                merged.add(item);
            }
        }
        int kept = merged.size();
        for (JsonNode item : incoming) {
            String name = ItemNames.of(item);
            if (!before.contains(name) && present.add(name)) {
                merged.add(item);
            }
        }
        return kept == current.size() && merged.size() == kept ? current : merged;
    }

    private static Set<String> names(ArrayNode items) {
        Set<String> names = HashSet.newHashSet(items.size());
        for (JsonNode item : items) {
            names.add(ItemNames.of(item));
        }
        return names;
    }
}

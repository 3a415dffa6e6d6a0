package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts by which items are the same. */
final class ItemNames {
    private ItemNames() {}

    /** The same for values with the same canonical form, and only for those. */
    static String of(JsonNode value) {
        if (value.isContainerNode()) {
            return new String(Canonical.bytes(value), StandardCharsets.UTF_8);
        }
        return value.isTextual() ? '"' + value.textValue() : value.asText();
    }

    /** The items by the scalars in their members of that name, in order; null if one lacks it or shares its value. */
    static @Nullable Map<String, Integer> byMember(ArrayNode items, String member) {
        Map<String, Integer> indexes = LinkedHashMap.newLinkedHashMap(items.size());
        for (int i = 0; i < items.size(); i++) {
            @Nullable JsonNode key = items.get(i).get(member);
            if (key == null || key.isContainerNode() || indexes.put(of(key), i) != null) {
                return null;
            }
        }
        return indexes;
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges arrays of objects that a member names, item by item. The order is the current one, or the incoming one if
 * only that was rearranged; the other side's new items follow the item they followed there.
 */
final class KeyedMerge {
    private final ThreeWay values;
    private final Place place;
    private final String member;

    KeyedMerge(ThreeWay values, Place place, String member) {
        this.values = values;
        this.place = place;
        this.member = member;
    }

    @Nullable
    JsonNode merge(ArrayNode base, ArrayNode current, ArrayNode incoming) {
        @Nullable Map<String, Integer> before = ItemNames.byMember(base, member);
        @Nullable Map<String, Integer> ours = ItemNames.byMember(current, member);
        @Nullable Map<String, Integer> theirs = ItemNames.byMember(incoming, member);
        if (before == null || ours == null || theirs == null) {
            return new SequenceMerge(values, place).merge(base, current, incoming);
        }
        boolean keepsOrder = !sameOrder(before, ours, theirs) || sameOrder(before, theirs, ours);
        List<String> order = keepsOrder ? order(ours, theirs) : order(theirs, ours);
        ArrayNode merged = JsonNodeFactory.instance.arrayNode(order.size());
        for (String name : order) {
            @Nullable
            JsonNode item = values.value(
                    place.child(ours.getOrDefault(name, theirs.getOrDefault(name, 0))),
                    item(base, before, name),
                    item(current, ours, name),
                    item(incoming, theirs, name));
            if (item != null) {
                merged.add(item);
            }
        }
        return JsonEquality.TEXT.equal(merged, current) ? current : merged;
    }

    /** Whether the items that all three have come in the same order in the first two. */
    private static boolean sameOrder(
            Map<String, Integer> before, Map<String, Integer> side, Map<String, Integer> other) {
        int last = -1;
        for (Map.Entry<String, Integer> item : before.entrySet()) {
            if (other.containsKey(item.getKey())) {
                int index = side.getOrDefault(item.getKey(), last);
                if (index < last) {
                    return false;
                }
                last = index;
            }
        }
        return true;
    }

    private static List<String> order(Map<String, Integer> main, Map<String, Integer> other) {
        List<String> first = new ArrayList<>();
        Map<String, List<String>> followers = new HashMap<>();
        List<String> here = first;
        for (String name : other.keySet()) {
            if (main.containsKey(name)) {
                here = followers.computeIfAbsent(name, _ -> new ArrayList<>(1));
            } else {
                here.add(name);
            }
        }
        List<String> order = new ArrayList<>(first);
        for (String name : main.keySet()) {
            order.add(name);
            order.addAll(followers.getOrDefault(name, List.of()));
        }
        return order;
    }

    private static @Nullable JsonNode item(ArrayNode items, Map<String, Integer> indexes, String name) {
        @Nullable Integer index = indexes.get(name);
        return index == null ? null : items.get(index);
    }
}

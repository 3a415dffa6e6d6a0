package dev.holdfast.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a write costs: the table at the larger of the item's two sizes, and each index entry it makes, changes or moves. */
final class WriteCost {
    private WriteCost() {}

    static Capacity put(Write.Put put, boolean transactional) {
        Item replaced = put.replaced();
        int bytes = Math.max(put.item().size(), replaced == null ? 0 : replaced.size());
        return Capacity.write(bytes, transactional)
                .plus(index(
                        replaced == null ? null : indexed(replaced.attributes()),
                        indexed(put.item().attributes())));
    }

    /** @param after the item as it stands now, from which the size before differs by a few bytes at most */
    static Capacity change(Write.Change change, Map<String, AttributeValue> after, boolean transactional) {
        Map<String, AttributeValue> entry = indexed(after);
        boolean touches = change.set().keySet().stream().anyMatch(TableSchema::inRecentIndex)
                || change.removed().stream().anyMatch(TableSchema::inRecentIndex);
        Capacity item = Capacity.write(Capacity.sizeOf(after), transactional);
        return entry != null && touches ? item.plus(Capacity.write(Capacity.sizeOf(entry), false)) : item;
    }

    static Capacity delete(Map<String, AttributeValue> before, boolean transactional) {
        return Capacity.write(Capacity.sizeOf(before), transactional).plus(index(indexed(before), null));
    }

    /** Changes and deletions inside a transaction are of small marks and links: one started KB each. */
    static Capacity transaction(List<Write> writes) {
        Capacity sum = Capacity.NONE;
        for (Write write : writes) {
            sum = sum.plus(
                    switch (write) {
                        case Write.Put put -> put(put, true);
                        case Write.Change change -> change(change, change.set(), true);
                        case Write.Delete _ -> Capacity.write(0, true);
                    });
        }
        return sum;
    }

    private static Capacity index(
            @Nullable Map<String, AttributeValue> before, @Nullable Map<String, AttributeValue> after) {
        if (before == null) {
            return after == null ? Capacity.NONE : Capacity.write(Capacity.sizeOf(after), false);
        }
        if (after == null) {
            return Capacity.write(Capacity.sizeOf(before), false);
        }
        if (before.equals(after)) {
            return Capacity.NONE;
        }
        boolean moved = !entryKey(before).equals(entryKey(after));
        int larger = Math.max(Capacity.sizeOf(before), Capacity.sizeOf(after));
        return moved
                ? Capacity.write(Capacity.sizeOf(before), false).plus(Capacity.write(Capacity.sizeOf(after), false))
                : Capacity.write(larger, false);
    }

    private static List<@Nullable AttributeValue> entryKey(Map<String, AttributeValue> entry) {
        return java.util.Arrays.asList(entry.get(TableSchema.RECENT_PK), entry.get(TableSchema.RECENT_SK));
    }

    private static @Nullable Map<String, AttributeValue> indexed(Map<String, AttributeValue> attributes) {
        if (!attributes.containsKey(TableSchema.RECENT_PK)) {
            return null;
        }
        Map<String, AttributeValue> entry = new HashMap<>(attributes);
        entry.keySet().removeIf(name -> !TableSchema.inRecentIndex(name));
        return entry;
    }
}

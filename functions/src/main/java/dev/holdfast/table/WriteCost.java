package dev.holdfast.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a write costs: the table at the larger of the item's two sizes, and each index entry it makes, changes or moves. */
final class WriteCost {
    private WriteCost() {}

    static Capacity put(Write.Put put, boolean transactional) {
        return replaced(attributes(put.replaced()), put.item().attributes(), transactional);
    }

    /** @param before empty when nothing stood there */
    static Capacity change(Write.Change change, Map<String, AttributeValue> before, boolean transactional) {
        return replaced(before, change.appliedTo(before), transactional);
    }

    /** @param before empty when nothing stood there */
    static Capacity delete(Map<String, AttributeValue> before, boolean transactional) {
        return replaced(before, Map.of(), transactional);
    }

    /** A refused write is billed as if it had been applied, without the indexes. */
    static Capacity refused(Write write, @Nullable Item standing) {
        return refused(write, attributes(standing), false);
    }

    /** As {@link #transaction}, but refused. */
    static Capacity refusedTransaction(List<Write> writes) {
        Capacity sum = Capacity.NONE;
        for (Write write : writes) {
            sum = sum.plus(refused(write, known(write), true));
        }
        return sum;
    }

    private static Capacity refused(Write write, Map<String, AttributeValue> before, boolean transactional) {
        Map<String, AttributeValue> after = switch (write) {
            case Write.Put put -> put.item().attributes();
            case Write.Change change -> change.appliedTo(before);
            case Write.Delete _ -> Map.of();
        };
        return Capacity.write(Math.max(Capacity.sizeOf(before), Capacity.sizeOf(after)), transactional);
    }

    /** Exact for puts and deletions that name what they replace; another is taken to replace nothing larger. */
    static Capacity transaction(List<Write> writes) {
        Capacity sum = Capacity.NONE;
        for (Write write : writes) {
            sum = sum.plus(
                    switch (write) {
                        case Write.Put put -> put(put, true);
                        case Write.Change change -> change(change, known(change), true);
                        case Write.Delete delete -> delete(known(delete), true);
                    });
        }
        return sum;
    }

    private static Capacity replaced(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after, boolean transactional) {
        Capacity sum = Capacity.write(Math.max(Capacity.sizeOf(before), Capacity.sizeOf(after)), transactional);
        for (TableSchema.Index index : TableSchema.INDEXES) {
            sum = sum.plus(entry(index, projected(index, before), projected(index, after)));
        }
        return sum;
    }

    private static Capacity entry(
            TableSchema.Index index, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (before.equals(after)) {
            return Capacity.NONE;
        }
        boolean moved =
                !before.isEmpty() && !after.isEmpty() && !key(index, before).equals(key(index, after));
        return moved
                ? Capacity.write(Capacity.sizeOf(before), false).plus(Capacity.write(Capacity.sizeOf(after), false))
                : Capacity.write(Math.max(Capacity.sizeOf(before), Capacity.sizeOf(after)), false);
    }

    private static List<@Nullable AttributeValue> key(TableSchema.Index index, Map<String, AttributeValue> entry) {
        return Arrays.asList(entry.get(index.hash()), entry.get(index.range()));
    }

    /** The entry of an item in an index; empty when it has none. */
    private static Map<String, AttributeValue> projected(
            TableSchema.Index index, Map<String, AttributeValue> attributes) {
        if (!attributes.containsKey(index.hash()) || !attributes.containsKey(index.range())) {
            return Map.of();
        }
        Map<String, AttributeValue> entry = new HashMap<>(attributes);
        entry.keySet().removeIf(name -> !index.shows(name));
        return entry;
    }

    private static Map<String, AttributeValue> known(Write write) {
        return switch (write) {
            case Write.Put put -> attributes(put.replaced());
            case Write.Change _ -> Map.of();
            case Write.Delete delete -> attributes(delete.replaced());
        };
    }

    private static Map<String, AttributeValue> attributes(@Nullable Item item) {
        return item == null ? Map.of() : item.attributes();
    }
}

package dev.holdfast.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One conditional write, alone or as part of a transaction. */
public sealed interface Write {
    Key key();

    Condition condition();

    /**
     * Writes a whole item.
     *
     * @param replaced the item known to stand there, from which the capacity is computed; null when there is none
     */
    record Put(Item item, Condition condition, @Nullable Item replaced) implements Write {
        /** Requires that nothing stands at the item's key. */
        public static Put ifAbsent(Item item) {
            return new Put(item, Condition.nothingThere(), null);
        }

        /** Requires that {@code replaced} still stands there in the same version. */
        public static Put over(Item replaced, Item item) {
            return new Put(item, Condition.equal(TableSchema.VERSION, replaced.number(TableSchema.VERSION)), replaced);
        }

        /** Requires nothing. */
        public static Put always(Item item) {
            return new Put(item, Condition.none(), null);
        }

        @Override
        public Key key() {
            return item.key();
        }
    }

    /** Changes single attributes of an item, which is made if absent. */
    record Change(Key key, Map<String, AttributeValue> set, List<String> removed, Condition condition)
            implements Write {
        /** Starts a change; every change increments the item's version. */
        public static ChangeBuilder of(Key key) {
            return new ChangeBuilder(key);
        }
    }

    record Delete(Key key, Condition condition) implements Write {}

    /** Collects a {@link Change}; not thread-safe. */
    final class ChangeBuilder {
        private final Key key;
        private final Map<String, AttributeValue> set = new LinkedHashMap<>();
        private final List<String> removed = new java.util.ArrayList<>();

        private ChangeBuilder(Key key) {
            this.key = key;
        }

        public ChangeBuilder flag(String attribute) {
            set.put(attribute, AttributeValue.fromBool(true));
            return this;
        }

        public ChangeBuilder number(String attribute, long value) {
            set.put(attribute, AttributeValue.fromN(Long.toString(value)));
            return this;
        }

        public ChangeBuilder remove(String attribute) {
            removed.add(attribute);
            return this;
        }

        public Change onlyIf(Condition condition) {
            return new Change(key, Map.copyOf(set), List.copyOf(removed), condition);
        }
    }
}

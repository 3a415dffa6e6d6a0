package dev.holdfast.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

    /**
     * Changes single attributes of an item, which is made if absent.
     *
     * @param unlessSet set where the item has none yet
     * @param added to a number, absent counting as 0
     */
    record Change(
            Key key,
            Map<String, AttributeValue> set,
            Map<String, AttributeValue> unlessSet,
            Map<String, Long> added,
            List<String> removed,
            Condition condition)
            implements Write {
        /** Starts a change; every change increments the item's version. */
        public static ChangeBuilder of(Key key) {
            return new ChangeBuilder(key);
        }

        /** The item that this change makes of {@code before}, where empty is none. */
        Map<String, AttributeValue> appliedTo(Map<String, AttributeValue> before) {
            Map<String, AttributeValue> after =
                    new HashMap<>(before.isEmpty() ? Item.at(key).build().attributes() : before);
            after.putAll(set);
            unlessSet.forEach(after::putIfAbsent);
            added.forEach((name, amount) -> {
                AttributeValue value = before.get(name);
                long sum = (value == null ? 0 : Long.parseLong(value.n())) + amount;
                after.put(name, AttributeValue.fromN(Long.toString(sum)));
            });
            after.keySet().removeAll(removed);
            AttributeValue version = before.get(TableSchema.VERSION);
            long next = version == null ? 1 : Long.parseLong(version.n()) + 1;
            after.put(TableSchema.VERSION, AttributeValue.fromN(Long.toString(next)));
            return after;
        }
    }

    /** @param replaced the item known to stand there, from which the capacity is computed; null when it is not known */
    record Delete(Key key, Condition condition, @Nullable Item replaced) implements Write {
        public Delete(Key key, Condition condition) {
            this(key, condition, null);
        }
    }

    /** Collects a {@link Change}; not thread-safe. */
    final class ChangeBuilder {
        private final Key key;
        private final Map<String, AttributeValue> set = new LinkedHashMap<>();
        private final Map<String, AttributeValue> unlessSet = new LinkedHashMap<>();
        private final Map<String, Long> added = new LinkedHashMap<>();
        private final List<String> removed = new ArrayList<>();

        private ChangeBuilder(Key key) {
            this.key = key;
        }

        public ChangeBuilder flag(String attribute) {
            set.put(attribute, AttributeValue.fromBool(true));
            return this;
        }

        public ChangeBuilder text(String attribute, String value) {
            set.put(attribute, AttributeValue.fromS(value));
            return this;
        }

        public ChangeBuilder number(String attribute, long value) {
            set.put(attribute, AttributeValue.fromN(Long.toString(value)));
            return this;
        }

        /** Puts the item into the due index, or moves it there. */
        public ChangeBuilder dueAt(String shard, Instant time) {
            return text(TableSchema.DUE_SHARD, shard).number(TableSchema.DUE_AT, time.toEpochMilli());
        }

        /** Puts the item into the due index, unless it is there already. */
        public ChangeBuilder dueUnlessSet(String shard, Instant time) {
            unlessSet.put(TableSchema.DUE_SHARD, AttributeValue.fromS(shard));
            unlessSet.put(TableSchema.DUE_AT, AttributeValue.fromN(Long.toString(time.toEpochMilli())));
            return this;
        }

        /** Sets a number where the item has none yet. */
        public ChangeBuilder unlessSet(String attribute, long value) {
            unlessSet.put(attribute, AttributeValue.fromN(Long.toString(value)));
            return this;
        }

        /** Takes back {@link #expiresAt}. */
        public ChangeBuilder neverExpires() {
            return remove(TableSchema.TTL);
        }

        /** Adds to a number, absent counting as 0. */
        public ChangeBuilder plus(String attribute, long amount) {
            added.put(attribute, amount);
            return this;
        }

        /** Takes the item out of the due index. */
        public ChangeBuilder notDue() {
            return remove(TableSchema.DUE_SHARD).remove(TableSchema.DUE_AT);
        }

        /** DynamoDB's TTL, as of {@link Item.Builder#expiresAt}. */
        public ChangeBuilder expiresAt(Instant time) {
            return number(TableSchema.TTL, time.getEpochSecond());
        }

        public ChangeBuilder remove(String attribute) {
            removed.add(attribute);
            return this;
        }

        public Change onlyIf(Condition condition) {
            return new Change(
                    key, Map.copyOf(set), Map.copyOf(unlessSet), Map.copyOf(added), List.copyOf(removed), condition);
        }
    }
}

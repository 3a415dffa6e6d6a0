package dev.holdfast.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table, its key included. Immutable. Readers throw {@link IllegalStateException} on an attribute of another type. */
public final class Item {
    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    static Item of(Map<String, AttributeValue> attributes) {
        return new Item(Map.copyOf(attributes));
    }

    /** Starts an item at {@code key} in the current item format. */
    public static Builder at(Key key) {
        return new Builder()
                .text(TableSchema.PK, key.pk())
                .text(TableSchema.SK, key.sk())
                .number(TableSchema.FORMAT, TableSchema.CURRENT_FORMAT);
    }

    public Key key() {
        return new Key(text(TableSchema.PK), text(TableSchema.SK));
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new IllegalStateException("no text attribute " + name));
    }

    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    public long number(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null || value.n() == null) {
            throw new IllegalStateException("no number attribute " + name);
        }
        return Long.parseLong(value.n());
    }

    public byte[] bytes(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null || value.b() == null) {
            throw new IllegalStateException("no binary attribute " + name);
        }
        return value.b().asByteArray();
    }

    /** When it falls due; empty for an item that is not in the due index. */
    public Optional<Instant> dueAt() {
        return has(TableSchema.DUE_AT)
                ? Optional.of(Instant.ofEpochMilli(number(TableSchema.DUE_AT)))
                : Optional.empty();
    }

    /** Bytes as DynamoDB counts them for capacity. */
    public int size() {
        return Capacity.sizeOf(attributes);
    }

    Map<String, AttributeValue> attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    /** Names only: values are state and must not reach a log. */
    @Override
    public String toString() {
        return "Item" + attributes.keySet();
    }

    /** Collects attributes; not thread-safe. */
    public static final class Builder {
        private final Map<String, AttributeValue> attributes = new HashMap<>();

        public Builder text(String name, String value) {
            attributes.put(name, AttributeValue.fromS(value));
            return this;
        }

        public Builder number(String name, long value) {
            attributes.put(name, AttributeValue.fromN(Long.toString(value)));
            return this;
        }

        public Builder bytes(String name, byte[] value) {
            attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
            return this;
        }

        /** Sets the attribute only when {@code on}: an absent flag is a cleared one. */
        public Builder flag(String name, boolean on) {
            if (on) {
                attributes.put(name, AttributeValue.fromBool(true));
            }
            return this;
        }

        /** DynamoDB's TTL: an absolute time in epoch seconds after which the item may be removed. */
        public Builder expiresAt(Instant time) {
            return number(TableSchema.TTL, time.getEpochSecond());
        }

        /** Puts the item into the due index. */
        public Builder dueAt(String shard, Instant time) {
            return text(TableSchema.DUE_SHARD, shard).number(TableSchema.DUE_AT, time.toEpochMilli());
        }

        public Item build() {
            return Item.of(attributes);
        }
    }
}

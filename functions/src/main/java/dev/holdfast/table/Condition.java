package dev.holdfast.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of the item in place for a write to apply. Immutable. */
public final class Condition {
    private static final Condition NONE = new Condition("", Map.of(), Map.of());

    private final String expression;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;

    private Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        this.expression = expression;
        this.names = names;
        this.values = values;
    }

    public static Condition none() {
        return NONE;
    }

    /** No item stands at the key. */
    public static Condition nothingThere() {
        return lacks(TableSchema.PK);
    }

    public static Condition has(String attribute) {
        return new Condition("attribute_exists(#" + attribute + ")", Map.of("#" + attribute, attribute), Map.of());
    }

    public static Condition lacks(String attribute) {
        return new Condition("attribute_not_exists(#" + attribute + ")", Map.of("#" + attribute, attribute), Map.of());
    }

    public static Condition equal(String attribute, String value) {
        return equal(attribute, AttributeValue.fromS(value));
    }

    public static Condition equal(String attribute, long value) {
        return equal(attribute, AttributeValue.fromN(Long.toString(value)));
    }

    /** The attribute is absent, or at most {@code value}. */
    public static Condition atMost(String attribute, long value) {
        return compare(attribute, "<=", ":most_", value);
    }

    /** The attribute is absent, or less than {@code value}. */
    public static Condition below(String attribute, long value) {
        return compare(attribute, "<", ":below_", value);
    }

    /** The item falls due at {@code time} exactly: nobody has moved it since it was read. */
    public static Condition dueAt(Instant time) {
        return equal(TableSchema.DUE_AT, time.toEpochMilli());
    }

    /** The item is in the due index. */
    public static Condition isDue() {
        return has(TableSchema.DUE_AT);
    }

    private static Condition compare(String attribute, String operator, String prefix, long value) {
        return new Condition(
                "(attribute_not_exists(#" + attribute + ") OR #" + attribute + " " + operator + " " + prefix + attribute
                        + ")",
                Map.of("#" + attribute, attribute),
                Map.of(prefix + attribute, AttributeValue.fromN(Long.toString(value))));
    }

    private static Condition equal(String attribute, AttributeValue value) {
        // One attribute may be compared with several values.
        String placeholder = ":if_" + attribute + "_" + Integer.toHexString(value.hashCode());
        return new Condition(
                "#" + attribute + " = " + placeholder, Map.of("#" + attribute, attribute), Map.of(placeholder, value));
    }

    public Condition and(Condition other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        return new Condition(
                expression + " AND " + other.expression, merge(names, other.names), merge(values, other.values));
    }

    public Condition or(Condition other) {
        return new Condition(
                "(" + expression + " OR " + other.expression + ")",
                merge(names, other.names),
                merge(values, other.values));
    }

    boolean isNone() {
        return this == NONE;
    }

    String expression() {
        return expression;
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    static <V> Map<String, V> merge(Map<String, V> left, Map<String, V> right) {
        Map<String, V> both = new HashMap<>(left);
        right.forEach((name, value) -> {
            V other = both.put(name, value);
            if (other != null && !other.equals(value)) {
                throw new IllegalArgumentException("one placeholder stands for two values");
            }
        });
        return both;
    }
}

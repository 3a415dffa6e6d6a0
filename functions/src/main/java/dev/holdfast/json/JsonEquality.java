package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When two values are the same; recursion goes no deeper than {@link StrictJson#MAX_NESTING}. Thread-safe. */
public enum JsonEquality {
    /** Written, both have the same text: member order and number texts count. */
    TEXT,
    /** Both have the same {@link Canonical} form: number texts count, member order does not. */
    CANONICAL,
    /** As a patch's {@code test} compares (RFC 6902 section 4.6): 1, 1.0 and 10e-1 are equal. */
    VALUE;

    public boolean equal(JsonNode a, JsonNode b) {
        if (shared(a, b)) {
            return true;
        }
        if (a instanceof TextNode) {
            return a.equals(b);
        }
        if (a instanceof ObjectNode members) {
            return b instanceof ObjectNode others
                    && members.size() == others.size()
                    && (this == TEXT ? sameInOrder(members, others) : sameByName(members, others));
        }
        if (a instanceof ArrayNode items) {
            return b instanceof ArrayNode others && sameItems(items, others);
        }
        if (a instanceof IntNode number && b instanceof IntNode other) {
            return number.intValue() == other.intValue();
        }
        if (a instanceof NumericNode number) {
            return b instanceof NumericNode other && sameNumber(number, other);
        }
        return a.equals(b);
    }

    /** Whether both are one node: equal without a look inside, since nodes are immutable. */
    @SuppressWarnings("ReferenceEquality") // Sameness is the question here.
    static boolean shared(@Nullable JsonNode a, @Nullable JsonNode b) {
        return a == b;
    }

    private boolean sameInOrder(ObjectNode members, ObjectNode others) {
        Iterator<Map.Entry<String, JsonNode>> rest = others.properties().iterator();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            Map.Entry<String, JsonNode> other = rest.next();
            if (!member.getKey().equals(other.getKey()) || !equal(member.getValue(), other.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean sameByName(ObjectNode members, ObjectNode others) {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            @Nullable JsonNode other = others.get(member.getKey());
            if (other == null || !equal(member.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameItems(ArrayNode items, ArrayNode others) {
        if (items.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            if (!equal(items.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameNumber(NumericNode a, NumericNode b) {
        if (a.equals(b)) {
            return true;
        }
        if (this != VALUE) {
            return a.getClass() != b.getClass() && a.asText().equals(b.asText());
        }
        // Magnitudes are compared first, so that the work is bounded by the digits and not by the exponents.
        return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
}

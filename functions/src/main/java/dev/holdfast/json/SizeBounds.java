package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** What can be said of a value's size without a look into its texts, several times as fast as {@link Measured}. */
final class SizeBounds {
    private static final long MOST_BYTES_PER_CHAR = "\\u0000".length();
    private static final int MOST_DIGITS = Integer.toString(Integer.MIN_VALUE).length();

    private SizeBounds() {}

    /** Whether it surely takes more than {@code most} bytes, decided without a look into the texts. */
    static boolean exceeds(JsonNode value, long most) {
        return roomAfter(value, most) < 0;
    }

    private static long roomAfter(JsonNode value, long room) {
        if (value instanceof TextNode text) {
            return room - text.textValue().length() - 2;
        }
        if (value instanceof ObjectNode members) {
            long left = room - 2 - Math.max(0, members.size() - 1);
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                left = roomAfter(member.getValue(), left - member.getKey().length() - 3);
                if (left < 0) {
                    return left;
                }
            }
            return left;
        }
        if (value instanceof ArrayNode items) {
            long left = room - 2 - Math.max(0, items.size() - 1);
            for (int i = 0; i < items.size() && left >= 0; i++) {
                left = roomAfter(items.get(i), left);
            }
            return left;
        }
        return room - 1;
    }

    /** No less than it takes, found without a look into the texts: six times as much at most. */
    static long atMost(JsonNode value) {
        if (value instanceof TextNode text) {
            return MOST_BYTES_PER_CHAR * text.textValue().length() + 2;
        }
        long bytes = 2;
        if (value instanceof ObjectNode members) {
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                bytes += MOST_BYTES_PER_CHAR * member.getKey().length() + 4 + atMost(member.getValue());
            }
        } else if (value instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                bytes += 1 + atMost(items.get(i));
            }
        } else {
            bytes = value instanceof IntNode ? MOST_DIGITS : value.asText().length();
        }
        return bytes;
    }

    /** As {@link Measured#values()}. */
    static long values(JsonNode value) {
        long count = 1;
        if (value instanceof ArrayNode items) {
            count += items.size();
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof ContainerNode<?> inner) {
                    count += values(inner) - 1;
                }
            }
        } else if (value instanceof ObjectNode members) {
            count += members.size();
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                if (member.getValue() instanceof ContainerNode<?> inner) {
                    count += values(inner) - 1;
                }
            }
        }
        return count;
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * A 64-bit hash that values with the same text ({@link JsonEquality#TEXT}) share. Others may share it too, and can be
 * made to: a match needs a comparison.
 */
final class StructuralHash {
    private static final long OBJECT = 0x9E3779B97F4A7C15L;
    private static final long ARRAY = 0xC2B2AE3D27D4EB4FL;
    private static final long TEXT = 0x165667B19E3779F9L;
    private static final long OTHER = 0x27D4EB2F165667C5L;

    private static final long STEP = 0xD6E8FEB86659FD93L;

    private StructuralHash() {}

    static long of(JsonNode value) {
        if (value instanceof TextNode text) {
            return mix(TEXT ^ hash(text.textValue()));
        }
        if (value instanceof ObjectNode members) {
            long hash = OBJECT;
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                hash = (hash ^ member.getKey().hashCode()) * STEP;
                hash = Long.rotateLeft(hash, 29) + of(member.getValue());
            }
            return mix(hash);
        }
        if (value instanceof ArrayNode items) {
            long hash = ARRAY;
            for (int i = 0; i < items.size(); i++) {
                hash = Long.rotateLeft(hash * STEP, 29) + of(items.get(i));
            }
            return mix(hash);
        }
        if (value instanceof IntNode || value instanceof LongNode) {
            return mix(value.longValue());
        }
        return mix(OTHER ^ hash(value.asText()));
    }

    /** The bit mixer of MurmurHash3, which is a bijection. */
    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    private static long hash(String text) {
        return ((long) text.length() << 32) ^ text.hashCode();
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Arrays;
import java.util.Map;

/** How large a value is, found without writing it. */
final class Measured {
    /** By ASCII character, how many bytes it takes in a JSON string beyond its own. */
    private static final byte[] ESCAPE_BYTES = escapeBytes();

    static final Measured NOTHING = new Measured(0);

    private final long most;
    private long bytes;
    private long values;
    private int nesting;
    private int depth;

    private Measured(long most) {
        this.most = most;
    }

    static Measured of(JsonNode value) {
        return of(value, Long.MAX_VALUE);
    }

    /** Stops once more than {@code most} bytes are counted. */
    static Measured of(JsonNode value, long most) {
        Measured size = new Measured(most);
        size.add(value);
        return size;
    }

    /** @throws Refusal DOCUMENT_TOO_LARGE */
    static void requireResult(JsonNode value) {
        of(value, StrictJson.MAX_BYTES).requireWithinLimits("The result");
    }

    /** @throws Refusal DOCUMENT_TOO_LARGE with {@code max_bytes} or {@code max_values} */
    void requireWithinLimits(String what) {
        require(what, "bytes", bytes, StrictJson.MAX_BYTES);
        require(what, "values", values, StrictJson.MAX_VALUES);
    }

    private static void require(String what, String limit, long amount, int limitAmount) {
        if (amount > limitAmount) {
            throw new Refusal(
                    Reason.DOCUMENT_TOO_LARGE,
                    what + " has more than " + limitAmount + " " + limit + ".",
                    Map.of("max_" + limit, limitAmount));
        }
    }

    /** The length of what {@link StrictJson#write} would give; a lower bound above {@code most} if it stopped. */
    long bytes() {
        return bytes;
    }

    /** How many values there are, itself and those inside included. */
    long values() {
        return values;
    }

    /** How many arrays and objects are inside one another: 0 for a scalar, 1 for {@code []}. */
    int nesting() {
        return nesting;
    }

    private void add(JsonNode value) {
        values++;
        if (value instanceof TextNode text) {
            bytes += quoted(text.textValue());
        } else if (value instanceof ObjectNode members) {
            enter(members.size());
            for (Map.Entry<String, JsonNode> member : members.properties()) {
                bytes += quoted(member.getKey()) + 1;
                add(member.getValue());
                if (bytes > most) {
                    return;
                }
            }
            depth--;
        } else if (value instanceof ArrayNode items) {
            enter(items.size());
            for (int i = 0; i < items.size() && bytes <= most; i++) {
                add(items.get(i));
            }
            depth--;
        } else if (value instanceof IntNode number) {
            bytes += digits(number.intValue());
        } else {
            bytes += value.asText().length();
        }
    }

    private void enter(int children) {
        nesting = Math.max(nesting, ++depth);
        bytes += 2 + Math.max(0, children - 1);
    }

    /** The UTF-8 length of a JSON string with its quotes. */
    static int quoted(String text) {
        int bytes = text.length() + 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of the pair's four bytes.
            bytes += c < 0x80 ? ESCAPE_BYTES[c] : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    private static byte[] escapeBytes() {
        byte[] bytes = new byte[0x80];
        Arrays.fill(bytes, 0, ' ', (byte) 5);
        for (char c : "\b\t\n\f\r\"\\".toCharArray()) {
            bytes[c] = 1;
        }
        return bytes;
    }

    private static int digits(int value) {
        int digits = value < 0 ? 2 : 1;
        for (int rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}

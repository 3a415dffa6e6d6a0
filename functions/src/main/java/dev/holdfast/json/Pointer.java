package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON Pointer (RFC 6901): where a value stands in a document. Immutable. */
public final class Pointer {
    /** The whole document. */
    public static final Pointer ROOT = new Pointer(new String[0]);

    /** The token for the place after an array's last item. */
    static final String END = "-";

    static final int NO_INDEX = -1;
    private static final int MAX_INDEX_DIGITS = 9;
    private static final char SEPARATOR = '/';

    private final String[] tokens;

    private Pointer(String[] tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads {@code ""} or {@code "/a~1b/0"}.
     *
     * @throws Refusal INVALID_POINTER
     */
    public static Pointer parse(String text) {
        Pointer pointer = parseOrNull(text);
        if (pointer == null) {
            throw new Refusal(
                    Reason.INVALID_POINTER,
                    "A JSON Pointer is empty or starts with /, and ~ stands before 0 or 1 only.");
        }
        return pointer;
    }

    /** The pointer with exactly these unescaped tokens. */
    public static Pointer of(String... tokens) {
        return tokens.length == 0 ? ROOT : new Pointer(tokens.clone());
    }

    static @Nullable Pointer parseOrNull(String text) {
        if (text.isEmpty()) {
            return ROOT;
        }
        if (text.charAt(0) != SEPARATOR) {
            return null;
        }
        List<String> tokens = new ArrayList<>();
        int start = 1;
        while (start <= text.length()) {
            int separator = text.indexOf(SEPARATOR, start);
            int end = separator < 0 ? text.length() : separator;
            String token = unescape(text, start, end);
            if (token == null) {
                return null;
            }
            tokens.add(token);
            start = end + 1;
        }
        return new Pointer(tokens.toArray(String[]::new));
    }

    /** The first {@code count} of {@code stack} as a pointer. */
    static Pointer of(String[] stack, int count) {
        return count == 0 ? ROOT : new Pointer(Arrays.copyOf(stack, count));
    }

    /** How many tokens it has. */
    public int size() {
        return tokens.length;
    }

    /** An unescaped token, counted from the root. */
    public String token(int index) {
        return tokens[index];
    }

    /** What stands above: its first {@code count} tokens. */
    public Pointer first(int count) {
        return count == tokens.length ? this : of(tokens, count);
    }

    /** The place one token further down. */
    public Pointer child(String token) {
        String[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        longer[tokens.length] = token;
        return new Pointer(longer);
    }

    /** Whether its last token could name an item of an array, or the place after the last. */
    public boolean mayNameItem() {
        if (tokens.length == 0) {
            return false;
        }
        String last = tokens[tokens.length - 1];
        return last.equals(END) || index(last) != NO_INDEX;
    }

    /** The value it points at, if there is one; {@code -} points at none (RFC 6901 section 4). */
    public Optional<JsonNode> find(JsonNode document) {
        return Optional.ofNullable(findOrNull(document));
    }

    @Nullable
    JsonNode findOrNull(JsonNode document) {
        JsonNode value = document;
        for (String token : tokens) {
            JsonNode child = child(value, token);
            if (child == null) {
                return null;
            }
            value = child;
        }
        return value;
    }

    /** Whether this is {@code other} or stands above it. */
    public boolean isPrefixOf(Pointer other) {
        return tokens.length <= other.tokens.length
                && Arrays.equals(tokens, 0, tokens.length, other.tokens, 0, tokens.length);
    }

    static @Nullable JsonNode child(JsonNode parent, String token) {
        return switch (parent) {
            case ObjectNode members -> members.get(token);
            case ArrayNode items -> {
                int index = index(token);
                yield index == NO_INDEX ? null : items.get(index);
            }
            default -> null;
        };
    }

    /** The array index a token stands for, or {@link #NO_INDEX}; no leading zeros (RFC 6901 section 4). */
    static int index(String token) {
        int length = token.length();
        if (length == 0 || length > MAX_INDEX_DIGITS || (length > 1 && token.charAt(0) == '0')) {
            return NO_INDEX;
        }
        int index = 0;
        for (int i = 0; i < length; i++) {
            int digit = token.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_INDEX;
            }
            index = index * 10 + digit;
        }
        return index;
    }

    /** The text {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            text.append(SEPARATOR);
            if (token.indexOf('~') < 0 && token.indexOf(SEPARATOR) < 0) {
                text.append(token);
            } else {
                text.append(token.replace("~", "~0").replace("/", "~1"));
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pointer pointer && Arrays.equals(tokens, pointer.tokens);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tokens);
    }

    private static @Nullable String unescape(String text, int start, int end) {
        int tilde = text.indexOf('~', start);
        if (tilde < 0 || tilde >= end) {
            return text.substring(start, end);
        }
        StringBuilder token = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '~') {
                i++;
                char escaped = i < end ? text.charAt(i) : '~';
                if (escaped != '0' && escaped != '1') {
                    return null;
                }
                c = escaped == '0' ? '~' : SEPARATOR;
            }
            token.append(c);
        }
        return token.toString();
    }
}

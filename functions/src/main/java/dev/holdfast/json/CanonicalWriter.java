package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Map;

/** Writes the {@link Canonical} form through a small buffer. One thread, one value. */
final class CanonicalWriter {
    /** Takes bytes that are overwritten afterwards. */
    interface Sink {
        void write(byte[] bytes, int from, int length);
    }

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final byte[] buffer = new byte[4096];
    private final Sink sink;
    private int length;

    CanonicalWriter(Sink sink) {
        this.sink = sink;
    }

    void flush() {
        sink.write(buffer, 0, length);
        length = 0;
    }

    void value(JsonNode value) {
        switch (value) {
            case TextNode text -> string(text.textValue());
            case ObjectNode members -> object(members);
            case ArrayNode items -> array(items);
            default -> ascii(value.asText());
        }
    }

    private void object(ObjectNode members) {
        String[] names = new String[members.size()];
        int count = 0;
        boolean sorted = true;
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            names[count] = member.getKey();
            sorted &= count == 0 || names[count - 1].compareTo(names[count]) < 0;
            count++;
        }
        if (!sorted) {
            Arrays.sort(names);
        }
        put('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put(',');
            }
            string(names[i]);
            put(':');
            value(members.get(names[i]));
        }
        put('}');
    }

    private void array(ArrayNode items) {
        put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(items.get(i));
        }
        put(']');
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += multibyte(text, i, c);
            } else if (c < ' ') {
                control(c);
            } else {
                if (c == '"' || c == '\\') {
                    put('\\');
                }
                put(c);
            }
        }
        put('"');
    }

    private void control(char c) {
        put('\\');
        switch (c) {
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                ascii("u00");
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }

    /** Answers how many further chars it took. */
    private int multibyte(String text, int at, char c) {
        int point = Character.isSurrogate(c) ? text.codePointAt(at) : c;
        if (point < 0x800) {
            put(0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                put(0xE0 | (point >> 12));
            } else {
                put(0xF0 | (point >> 18));
                continuation(point >> 12);
            }
            continuation(point >> 6);
        }
        continuation(point);
        return Character.charCount(point) - 1;
    }

    private void continuation(int bits) {
        put(0x80 | (bits & 0x3F));
    }

    private void put(int b) {
        if (length == buffer.length) {
            flush();
        }
        buffer[length++] = (byte) b;
    }
}

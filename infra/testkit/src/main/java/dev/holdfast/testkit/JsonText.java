package dev.holdfast.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes well-formed JSON apart without a parser's tree: values stay the text they were written as. Text that is not JSON
 * raises {@link IllegalArgumentException}.
 */
final class JsonText {
    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** The members of an object: the text of each value by name. */
    static Map<String, String> members(String object) {
        JsonText scan = new JsonText(object);
        Map<String, String> members = new LinkedHashMap<>();
        scan.expect('{');
        while (scan.more('}', members.isEmpty())) {
            String name = string(scan.value());
            scan.expect(':');
            members.put(name, scan.value());
        }
        return members;
    }

    /** The text of each element of an array. */
    static List<String> elements(String array) {
        JsonText scan = new JsonText(array);
        List<String> elements = new ArrayList<>();
        scan.expect('[');
        while (scan.more(']', elements.isEmpty())) {
            elements.add(scan.value());
        }
        return elements;
    }

    /** The characters that a JSON string stands for (RFC 8259 section 7). */
    static String string(String literal) {
        StringBuilder characters = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c != '\\') {
                characters.append(c);
                continue;
            }
            char escape = literal.charAt(++i);
            switch (escape) {
                case 'b' -> characters.append('\b');
                case 'f' -> characters.append('\f');
                case 'n' -> characters.append('\n');
                case 'r' -> characters.append('\r');
                case 't' -> characters.append('\t');
                case 'u' -> {
                    characters.append((char) Integer.parseInt(literal, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> characters.append(escape);
            }
        }
        return characters.toString();
    }

    private boolean more(char end, boolean first) {
        if (next() == end) {
            at++;
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw new IllegalArgumentException("Expected " + expected + " at " + at + " of " + text);
        }
        at++;
    }

    /** Passes over white space to the next character. */
    private char next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return current();
    }

    private char current() {
        if (at == text.length()) {
            throw new IllegalArgumentException("Ends too early: " + text);
        }
        return text.charAt(at);
    }

    private String value() {
        next();
        int start = at;
        int depth = 0;
        do {
            char c = current();
            if (c == '"') {
                passString();
                continue;
            }
            at++;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        } while (depth > 0 || !atEndOfValue());
        return text.substring(start, at).strip();
    }

    private boolean atEndOfValue() {
        return at == text.length() || ",:]}".indexOf(text.charAt(at)) >= 0;
    }

    private void passString() {
        at++;
        while (current() != '"') {
            at += current() == '\\' ? 2 : 1;
        }
        at++;
    }
}

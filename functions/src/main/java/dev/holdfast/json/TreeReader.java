package dev.holdfast.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one value from a parser's tokens and keeps {@link StrictJson}'s rules, whoever configured the parser. */
final class TreeReader {
    static final String LIMITS = "A limit is exceeded (nesting %d, number text %d characters, keys %d bytes)"
            .formatted(StrictJson.MAX_NESTING, StrictJson.MAX_NUMBER_CHARS, StrictJson.MAX_KEY_BYTES);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int MAX_NAMES = 1_000;

    private final JsonParser parser;
    private final Map<String, String> names = new HashMap<>();
    private final int maxNesting;
    private final int maxValues;
    private int nesting;
    private int values;

    TreeReader(JsonParser parser, int maxNesting, int maxValues) {
        this.parser = parser;
        this.maxNesting = maxNesting;
        this.maxValues = maxValues;
    }

    /** The value at the current token; leaves the parser at the value's last token. */
    JsonNode value() throws IOException {
        if (++values > maxValues) {
            throw InvalidJson.at(parser, "There are more than " + maxValues + " values");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(whole(parser.getText(), "A text holds half a surrogate pair"));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw InvalidJson.at(parser, "A value is missing");
        };
    }

    private ObjectNode object() throws IOException {
        enter();
        ObjectNode members = NODES.objectNode();
        while (next() == JsonToken.FIELD_NAME) {
            String key = key(parser.currentName());
            if (members.has(key)) {
                throw InvalidJson.at(parser, "An object has the same key twice");
            }
            next();
            members.set(key, value());
        }
        nesting--;
        return members;
    }

    private ArrayNode array() throws IOException {
        enter();
        ArrayNode items = NODES.arrayNode();
        while (next() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        nesting--;
        return items;
    }

    private JsonNode number() throws IOException {
        // The text decides: turning 1e9999999999 into a number first would throw or fill the memory.
        String text = parser.getText();
        if (text.length() > StrictJson.MAX_NUMBER_CHARS) {
            throw InvalidJson.at(parser, LIMITS);
        }
        if (!NumberText.isJson(text)) {
            throw InvalidJson.at(parser, "A number is not written as JSON writes it");
        }
        if (!NumberText.isInRange(text)) {
            throw InvalidJson.at(parser, "A number is beyond 1e±" + StrictJson.MAX_EXPONENT);
        }
        return NumberText.node(text);
    }

    /** Names recur: kept once per document, they take less memory and compare faster. */
    private String key(String key) {
        @Nullable String known = names.get(key);
        if (known != null) {
            return known;
        }
        if (key.length() > StrictJson.MAX_KEY_BYTES / 3
                && key.getBytes(StandardCharsets.UTF_8).length > StrictJson.MAX_KEY_BYTES) {
            throw InvalidJson.at(parser, LIMITS);
        }
        whole(key, "A key holds half a surrogate pair");
        if (names.size() < MAX_NAMES) {
            names.put(key, key);
        }
        return key;
    }

    private String whole(String text, String problem) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw InvalidJson.at(parser, problem);
                }
                i++;
            }
        }
        return text;
    }

    private void enter() {
        if (++nesting > maxNesting) {
            throw InvalidJson.at(parser, LIMITS);
        }
    }

    private JsonToken next() throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        if (token == null) {
            throw InvalidJson.at(parser, "The text ends inside a value");
        }
        return token;
    }
}

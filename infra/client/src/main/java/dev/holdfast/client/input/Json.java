package dev.holdfast.client.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON read strictly and written compactly; every digit of a number survives. Thread-safe. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(JsonNodeFactory.instance)
            .build();

    private Json() {}

    /**
     * Reads one object and nothing after it.
     *
     * @param source names it in the message, for example a file
     * @throws BadInput unless it is one, without duplicate members
     */
    public static ObjectNode object(byte[] text, String source) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (MAPPER.readTree(parser) instanceof ObjectNode object && parser.nextToken() == null) {
                return object;
            }
            throw new BadInput(source + " must hold one JSON object");
        } catch (JacksonException unreadable) {
            throw new BadInput(source + " is not JSON: " + unreadable.getOriginalMessage());
        } catch (IOException | ArithmeticException | NumberFormatException unreadable) {
            throw new BadInput(source + " is not JSON: " + unreadable.getMessage());
        }
    }

    /** As {@link #object}, of a text from elsewhere; empty when it is none. */
    public static Optional<ObjectNode> ifObject(byte[] text) {
        try {
            return Optional.of(object(text, "The answer"));
        } catch (BadInput none) {
            return Optional.empty();
        }
    }

    /**
     * The same value in one line.
     *
     * @throws BadInput when a text in it cannot be written as UTF-8
     */
    public static String write(JsonNode node) {
        try {
            String text = MAPPER.writeValueAsString(node);
            if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                return text;
            }
            throw new BadInput("It cannot be sent as JSON: a text holds half a surrogate pair");
        } catch (JsonProcessingException unwritable) {
            throw new BadInput("It cannot be sent as JSON: " + unwritable.getOriginalMessage());
        }
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package dev.holdfast.github;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** JSON as trees. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static Content write(JsonNode node) {
        try {
            return Content.of(MAPPER.writeValueAsBytes(node));
        } catch (JacksonException e) {
            throw new IllegalStateException("A tree cannot be written", e);
        }
    }

    /** @throws BoardFailure.Unavailable for what is no JSON */
    static JsonNode read(Content content) {
        try {
            return MAPPER.readTree(content.bytes());
        } catch (IOException e) {
            throw new BoardFailure.Unavailable("GitHub answered with something that is no JSON");
        }
    }

    /** The elements of an array; none of what is no array. Elements that GitHub hides are left out. */
    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .filter(element -> !element.isNull())
                .toList();
    }

    /** @throws BoardFailure.Unavailable when there is no text */
    static String text(JsonNode object, String member) {
        String text = optional(object, member);
        if (text == null) {
            throw new BoardFailure.Unavailable("GitHub left something out of its answer: " + member);
        }
        return text;
    }

    static @Nullable String optional(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    static Instant time(JsonNode object, String member) {
        try {
            return Instant.parse(text(object, member));
        } catch (DateTimeParseException e) {
            throw new BoardFailure.Unavailable("GitHub answered with a time that is none");
        }
    }
}

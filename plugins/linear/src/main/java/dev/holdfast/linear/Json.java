package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trees of JSON, and the few values that Linear writes as text. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree that the bytes are; empty when they are none. */
    static Optional<JsonNode> parse(Content content) {
        try {
            return Optional.ofNullable(MAPPER.readTree(content.bytes())).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Content write(JsonNode tree) {
        try {
            return Content.of(MAPPER.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new IllegalStateException("A tree that cannot be written", e);
        }
    }

    static Instant instant(JsonNode time) {
        try {
            return Instant.parse(time.asText());
        } catch (DateTimeException e) {
            throw new BoardFailure.Unavailable("Linear answered with a time that is none", e);
        }
    }

    /** The address that a text is, or null. */
    static @Nullable URI uri(JsonNode text) {
        try {
            return text.isTextual() ? URI.create(text.asText()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable String textOrNull(JsonNode text) {
        return text.isTextual() ? text.asText() : null;
    }

    static List<JsonNode> nodes(JsonNode connection) {
        return connection.path("nodes").valueStream().toList();
    }
}

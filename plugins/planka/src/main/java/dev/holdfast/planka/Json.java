package dev.holdfast.planka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** JSON as Planka speaks it. */
final class Json {

    /** Ids are numbers that grow with time, written as text. */
    static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static Content write(ObjectNode body) {
        try {
            return Content.of(MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new BoardFailure.Rejected("A text of the call cannot be written as JSON");
        }
    }

    /** @throws BoardFailure.Unavailable when the answer is none: what stands before the server may have given it */
    static JsonNode read(HttpAnswer answer) {
        try {
            JsonNode tree = MAPPER.readTree(answer.body().bytes());
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            // Told below, without what was read.
        }
        throw unexpected();
    }

    /** The members of an array, none where there is no such array. */
    static Stream<JsonNode> each(JsonNode node, String array) {
        return StreamSupport.stream(node.path(array).spliterator(), false);
    }

    static @Nullable String optional(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    /** @throws BoardFailure.Unavailable without such a text */
    static String text(JsonNode node, String name) {
        String text = optional(node, name);
        if (text == null) {
            throw unexpected();
        }
        return text;
    }

    static @Nullable Instant time(JsonNode node, String name) {
        String text = optional(node, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw unexpected();
        }
    }

    /** When a row was made. */
    static Instant createdAt(JsonNode node) {
        Instant time = time(node, "createdAt");
        return time == null ? Instant.EPOCH : time;
    }

    private static BoardFailure unexpected() {
        return new BoardFailure.Unavailable("The board's server answered with something that Planka does not");
    }
}

package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;

/** What an operation answers over HTTP. */
record Reply(int status, JsonNode body, Map<String, String> headers) {
    static Reply ok(JsonNode body) {
        return of(200, body);
    }

    static Reply of(int status, JsonNode body) {
        return new Reply(status, body, Map.of());
    }

    /** Items as newline-delimited JSON. */
    static Reply lines(ArrayNode lines) {
        return new Reply(200, lines, Map.of("Content-Type", Body.NDJSON));
    }

    /** The caller has it already; no body goes out. */
    static Reply notModified(String etag) {
        return new Reply(304, NullNode.instance, Map.of("ETag", etag));
    }

    Reply with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, Map.copyOf(all));
    }
}

package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What an operation answers over HTTP. */
record Reply(int status, JsonNode body, Map<String, String> headers) {
    static Reply ok(JsonNode body) {
        return of(200, body);
    }

    static Reply of(int status, JsonNode body) {
        return new Reply(status, body, Map.of());
    }

    Reply with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, Map.copyOf(all));
    }
}

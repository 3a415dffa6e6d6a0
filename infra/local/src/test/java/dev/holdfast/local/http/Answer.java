package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer as it came. */
record Answer(int status, HttpHeaders headers, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    /** The value of a header that is there. */
    String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("No " + name + " in " + this));
    }

    /** All headers but those that differ from answer to answer. */
    Map<String, List<String>> stableHeaders() {
        Map<String, List<String>> stable = new TreeMap<>(headers.map());
        stable.keySet().removeAll(List.of("date", "x-request-id", "apigw-requestid"));
        return stable;
    }

    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** The text of a member that is there. */
    String text(String member) {
        JsonNode value = json().path(member);
        if (!value.isTextual()) {
            throw new AssertionError("No text " + member + " in " + this);
        }
        return value.textValue();
    }

    /** The stable code of a problem. */
    String error() {
        return text("error");
    }

    Answer expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("Not " + wanted + ": " + this);
        }
        return this;
    }

    Answer expect(int wanted, String code) {
        expect(wanted);
        if (!error().equals(code)) {
            throw new AssertionError("Not " + code + ": " + this);
        }
        return this;
    }
}

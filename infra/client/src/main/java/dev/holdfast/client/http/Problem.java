package dev.holdfast.client.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.Text;

/**
 * Why a service did not do it (RFC 9457).
 *
 * @param error the stable code; empty when the answer had none
 * @param detail what to do, fit for a terminal
 * @param json the whole problem, as it came
 */
public record Problem(int status, String error, String detail, ObjectNode json) {
    private static final int MOST_CHARS = 1_000;

    /** Reads a body; one that is no problem makes a problem of its status alone. */
    static Problem read(int status, byte[] body) {
        return of(status, Json.ifObject(body).orElseGet(Json::object));
    }

    static Problem of(int status, ObjectNode json) {
        String detail = json.path("detail").asText("");
        if (detail.isBlank()) {
            detail = json.path("message").asText("");
        }
        if (detail.isBlank()) {
            detail = "HTTP status " + status;
        }
        StringBuilder text = new StringBuilder(Text.printable(detail));
        json.path("errors")
                .forEach(it -> text.append(" [")
                        .append(Text.printable(it.path("field").asText("")))
                        .append(' ')
                        .append(Text.printable(it.path("problem").asText("")))
                        .append(']'));
        ObjectNode whole = json.deepCopy();
        whole.put("status", status);
        return new Problem(
                status,
                Text.printable(json.path("error").asText("")),
                text.substring(0, Math.min(text.length(), MOST_CHARS)),
                whole);
    }

    /** With the code, when it has one. */
    public String text() {
        return (error.isEmpty() ? "" : error + ": ") + detail;
    }
}

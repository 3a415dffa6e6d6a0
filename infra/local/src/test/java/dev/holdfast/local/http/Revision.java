package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Patch;

/** The data of a store after a seq, as a caller was told. */
record Revision(long seq, JsonNode data) {
    /** Follows a message: the snapshot, or the patch of the revision after this one. */
    Revision after(JsonNode message) {
        long told = message.path("seq").longValue();
        if (message.path("type").asText().equals("snapshot")) {
            return new Revision(told, message.path("state"));
        }
        if (told != seq + 1) {
            throw new AssertionError("After " + seq + " comes " + message);
        }
        return new Revision(told, Patch.parse(message.path("patch")).apply(data));
    }

    String state() {
        return Marked.of(data).toString();
    }
}

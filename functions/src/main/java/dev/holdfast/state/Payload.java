package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;

/** Reads what was written into the log: a document with its configuration may be longer than a document alone. */
final class Payload {
    private static final int MOST_BYTES = 2 * StrictJson.MAX_BYTES;

    private Payload() {}

    static JsonNode parse(byte[] payload) {
        return StrictJson.parseEnvelope(payload, MOST_BYTES);
    }
}

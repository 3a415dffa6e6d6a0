package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a board said.
 *
 * @param at when it said so
 * @param stale why it could not be asked now, when this is the last good answer; null for an answer of now
 */
public record Answer(ObjectNode json, Instant at, @Nullable String stale) {
    /** A strong entity tag of what was said, whenever that was (RFC 9110 section 8.8.3). */
    public String etag() {
        return "\"" + Copies.digest(StrictJson.write(json)) + "\"";
    }
}

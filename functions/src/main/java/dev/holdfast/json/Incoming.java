package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Refusal;
import java.time.Instant;

/**
 * What someone made of a document.
 *
 * @param base the document it was made from
 * @param state what it became
 * @param time when, for {@link MergePolicy#LATEST}
 */
public record Incoming(JsonNode base, JsonNode state, Instant time) {
    /** @throws Refusal as {@link Patch#apply} does */
    public static Incoming of(JsonNode base, Patch patch, Instant time) {
        return new Incoming(base, patch.apply(base), time);
    }

    /** @throws Refusal as {@link MergePatch#apply} does */
    public static Incoming of(JsonNode base, MergePatch patch, Instant time) {
        return new Incoming(base, patch.apply(base), time);
    }
}

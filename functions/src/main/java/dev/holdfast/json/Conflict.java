package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A place that both sides changed in different ways.
 *
 * @param path the place in the current state, or in the incoming one where the current has it no more
 * @param base null if there was nothing
 * @param current null if there is nothing
 * @param incoming null if there is nothing
 * @param policy the policy that holds there
 * @param winner whose value the merged state has
 * @param run whether the three values are runs of an array's items that start at {@code path}, rather than one value
 * @param source which of the incoming changes it was, counted from 0
 */
public record Conflict(
        Pointer path,
        @Nullable JsonNode base,
        @Nullable JsonNode current,
        @Nullable JsonNode incoming,
        MergePolicy policy,
        Winner winner,
        boolean run,
        int source) {
    public enum Winner {
        /** Undecided; the merged state has the current value there. */
        NONE,
        CURRENT,
        INCOMING
    }
}

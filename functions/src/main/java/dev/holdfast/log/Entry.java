package dev.holdfast.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry, immutable for ever. {@code payload} and {@code stateDigest} must not be changed.
 *
 * @param life the seq of its life's open; for an open, its own
 * @param operation the mark of the operation that wrote it
 * @param lifetime of the life, in its open and close, and in a configuration that changes it; else null
 * @param schemaVersion of the document, where it has one
 * @param payload what {@link Fold} understands
 * @param stateDigest of the state after this entry; empty for a close
 * @param due when what it causes falls due; null when it causes nothing, or that is done
 */
@SuppressWarnings("ArrayRecordComponent") // compared by seq, never by content
public record Entry(
        long seq,
        Kind kind,
        long life,
        String operation,
        String author,
        Instant at,
        @Nullable Lifetime lifetime,
        @Nullable String schemaVersion,
        byte[] payload,
        byte[] stateDigest,
        @Nullable Instant due) {}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Patch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client that follows a store is sent. */
public sealed interface Message {
    StoreName store();

    long seq();

    /** Start from this document: it is the state after {@code seq}. */
    record Snapshot(StoreName store, long seq, Document document) implements Message {}

    /**
     * Apply this to the data as it was after the seq before.
     *
     * @param metadata the metadata from now on; null when it stays
     */
    record Patched(
            StoreName store,
            long seq,
            Patch patch,
            @Nullable ObjectNode metadata,
            Instant at,
            String author) implements Message {}
}

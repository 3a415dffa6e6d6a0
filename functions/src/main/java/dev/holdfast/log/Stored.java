package dev.holdfast.log;

import dev.holdfast.table.Item;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as they stand in the store: in their own item, or in chunks beside it because they are too large for one.
 *
 * @param inline null when they are in chunks
 * @param chunksId null when they are inline
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Stored(byte @Nullable [] inline, @Nullable String chunksId, int chunks) {
    static final String BYTES = "p";
    static final String CHUNKS_ID = "chunks_id";
    static final String CHUNKS = "chunks";

    static Stored of(Item item) {
        return item.has(CHUNKS_ID)
                ? new Stored(null, item.text(CHUNKS_ID), Math.toIntExact(item.number(CHUNKS)))
                : new Stored(item.bytes(BYTES), null, 0);
    }

    Item.Builder into(Item.Builder item) {
        if (inline != null) {
            return item.bytes(BYTES, inline);
        }
        return item.text(CHUNKS_ID, java.util.Objects.requireNonNull(chunksId)).number(CHUNKS, chunks);
    }
}

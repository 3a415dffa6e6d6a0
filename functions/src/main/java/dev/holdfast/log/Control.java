package dev.holdfast.log;

import dev.holdfast.table.Item;
import dev.holdfast.table.TableSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The small item beside a log: a hint where to start reading, and the idle deadline and closing mark of a life. Never
 * the truth about seq, mode or lifetime.
 *
 * @param version 0 when there is no item
 * @param life which life the deadline is of; 0 for none
 * @param closing the slot that a close is to take; binding while that slot is free; 0 for none
 * @param snapshot the seq of the newest snapshot known; 0 for none
 * @param snapshotChunks how many chunks it has; 0 when it is in one item
 */
record Control(
        long version,
        long life,
        @Nullable Instant deadline,
        long closing,
        long snapshot,
        int snapshotChunks,
        @Nullable String snapshotId) {
    static final Control NONE = new Control(0, 0, null, 0, 0, 0, null);
    static final String LIFE = "life";
    static final String DEADLINE = "deadline";
    static final String CLOSING = "closing";
    static final String SNAPSHOT = "snap";
    static final String SNAPSHOT_CHUNKS = "snap_chunks";
    static final String SNAPSHOT_ID = "snap_id";

    static Control of(@Nullable Item item) {
        if (item == null) {
            return NONE;
        }
        return new Control(
                item.number(TableSchema.VERSION),
                number(item, LIFE),
                item.has(DEADLINE) ? Instant.ofEpochMilli(item.number(DEADLINE)) : null,
                number(item, CLOSING),
                number(item, SNAPSHOT),
                Math.toIntExact(number(item, SNAPSHOT_CHUNKS)),
                item.optionalText(SNAPSHOT_ID).orElse(null));
    }

    Control withSnapshot(long seq, int chunks, @Nullable String id) {
        return new Control(version + 1, life, deadline, closing, seq, chunks, id);
    }

    Control renewed(long ofLife, Instant until) {
        return new Control(version + 1, ofLife, until, closing, snapshot, snapshotChunks, snapshotId);
    }

    @Nullable
    Instant renewedUntil(long ofLife) {
        return life == ofLife ? deadline : null;
    }

    private static long number(Item item, String name) {
        return item.has(name) ? item.number(name) : 0;
    }
}

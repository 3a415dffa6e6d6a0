package dev.holdfast.log;

import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The small item beside a log: a hint where to start reading, the idle deadline and closing mark of a life, and when
 * the sweep is to look at the log. Never the truth about seq, mode or lifetime.
 *
 * @param version 0 when there is no item
 * @param life which life the deadline is of; 0 for none
 * @param closing the slot that a close is to take; binding while that slot is free; 0 for none
 * @param start the seq of the newest snapshot or open to start reading at; 0 for the first entry
 * @param startsAtOpen whether that is an open
 * @param startChunks where its bytes are; null when they are in its own item
 */
record Control(
        long version,
        long life,
        @Nullable Instant deadline,
        long closing,
        long start,
        boolean startsAtOpen,
        @Nullable ChunkSet startChunks) {
    static final Control NONE = new Control(0, 0, null, 0, 0, false, null);
    static final String LIFE = "life";
    static final String DEADLINE = "deadline";
    static final String CLOSING = "closing";

    private static final String START = "start";
    private static final String STARTS_AT_OPEN = "start_open";
    private static final String START_CHUNKS = "start_chunks";
    private static final String START_ID = "start_id";

    static Control of(@Nullable Item item) {
        if (item == null) {
            return NONE;
        }
        ChunkSet chunks = item.optionalText(START_ID)
                .map(id -> new ChunkSet(id, Math.toIntExact(number(item, START_CHUNKS))))
                .orElse(null);
        return new Control(
                item.number(TableSchema.VERSION),
                number(item, LIFE),
                item.has(DEADLINE) ? Instant.ofEpochMilli(item.number(DEADLINE)) : null,
                number(item, CLOSING),
                number(item, START),
                item.has(STARTS_AT_OPEN),
                chunks);
    }

    /** The hint where to start reading; it only moves forward. */
    static Write hint(LogName log, long seq, boolean open, @Nullable ChunkSet chunks) {
        Write.ChangeBuilder hint = Write.Change.of(log.control()).number(START, seq);
        if (open) {
            hint.flag(STARTS_AT_OPEN);
        } else {
            hint.remove(STARTS_AT_OPEN);
        }
        if (chunks == null) {
            hint.remove(START_ID).remove(START_CHUNKS);
        } else {
            hint.text(START_ID, chunks.id()).number(START_CHUNKS, chunks.count());
        }
        return hint.onlyIf(Condition.below(START, seq));
    }

    Control startingAt(long seq, boolean open, @Nullable ChunkSet chunks) {
        return new Control(version + 1, life, deadline, closing, seq, open, chunks);
    }

    Control renewed(long ofLife, Instant until) {
        return new Control(version + 1, ofLife, until, closing, start, startsAtOpen, startChunks);
    }

    @Nullable
    Instant renewedUntil(long ofLife) {
        return life == ofLife ? deadline : null;
    }

    private static long number(Item item, String name) {
        return item.has(name) ? item.number(name) : 0;
    }
}

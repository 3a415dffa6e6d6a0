package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Bytes too large for one item. A mark that they are being written comes first, then the chunks; what refers to them is
 * written in one transaction that turns the mark to whole. The sweep turns the mark of chunks that nobody finished to
 * removed before it removes them: so no reference ever stands to chunks that go.
 */
public final class Chunks {
    /** DynamoDB's items have at most 400 KB, names and other attributes included. */
    public static final int MOST_INLINE = 350_000;

    /** Longer than any call lasts. */
    private static final Duration TIME_TO_FINISH = Duration.ofHours(1);

    private static final Duration REMOVED_MARK_KEPT = Duration.ofDays(7);

    private static final int MOST_CHUNKS = 9_999;

    private static final String BYTES = "p";
    private static final String STATE = "s";
    private static final String WRITING = "w";
    private static final String WHOLE = "c";
    private static final String REMOVED = "d";

    private final Table table;
    private final Sealing sealing;
    private final Shards shards;
    private final Clock clock;

    public Chunks(Table table, Sealing sealing, Shards shards, Clock clock) {
        this.table = table;
        this.sealing = sealing;
        this.shards = shards;
        this.clock = clock;
    }

    /** Writes packed bytes; they count as written once {@link #completion} has been applied. */
    public ChunkSet store(Budget budget, LogName log, byte[] packed) {
        String id = UUID.randomUUID().toString();
        byte[] sealed = sealing.seal(log.tenant(), context(log, id), packed);
        ChunkSet set = new ChunkSet(id, (sealed.length + MOST_INLINE - 1) / MOST_INLINE);
        table.write(
                budget,
                // Never over what stands: a request that arrives late must not make whole chunks unfinished.
                Write.Put.ifAbsent(Item.at(log.chunksMark(id))
                        .text(STATE, WRITING)
                        .dueAt(shards.of(log.partition()), clock.instant().plus(TIME_TO_FINISH))
                        .build()));
        List<Write> chunks = new ArrayList<>();
        for (int i = 0; i < set.count(); i++) {
            byte[] part = Arrays.copyOfRange(sealed, i * MOST_INLINE, Math.min(sealed.length, (i + 1) * MOST_INLINE));
            chunks.add(Write.Put.always(
                    Item.at(log.chunk(id, i)).bytes(BYTES, part).build()));
        }
        Parallel.map(chunks, chunk -> table.write(budget, chunk));
        return set;
    }

    /** What must be written together with the item that refers to {@code set}. */
    public static Write completion(LogName log, ChunkSet set) {
        return Write.Change.of(log.chunksMark(set.id()))
                .text(STATE, WHOLE)
                .notDue()
                .onlyIf(Condition.equal(STATE, WRITING));
    }

    /** @throws IllegalStateException when a chunk is missing */
    public byte[] load(Budget budget, LogName log, ChunkSet set) {
        return open(log, set, table.getAll(budget, set.keys(log)))
                .orElseThrow(() -> new IllegalStateException("a chunk is missing"));
    }

    /** The packed bytes; empty when a chunk is missing from {@code found}. */
    Optional<byte[]> open(LogName log, ChunkSet set, Map<Key, Item> found) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(set.count() * MOST_INLINE);
        for (Key key : set.keys(log)) {
            Item chunk = found.get(key);
            if (chunk == null) {
                return Optional.empty();
            }
            whole.writeBytes(chunk.bytes(BYTES));
        }
        return Optional.of(sealing.open(log.tenant(), context(log, set.id()), whole.toByteArray()));
    }

    /** What must be written together with the end of the item that refers to {@code set}; the sweep then removes them. */
    public Write release(LogName log, ChunkSet set) {
        return Write.Change.of(log.chunksMark(set.id()))
                .text(STATE, REMOVED)
                .dueAt(shards.of(log.partition()), clock.instant())
                .onlyIf(Condition.none());
    }

    /** Removes chunks to which nothing refers any more. */
    void remove(Budget budget, LogName log, ChunkSet set) {
        List<Key> keys = new ArrayList<>(set.keys(log));
        keys.add(log.chunksMark(set.id()));
        table.deleteAll(budget, List.copyOf(table.getAll(budget, keys).values()));
    }

    /** Whether {@code row} of the due index is the mark of chunks of {@code log}. */
    public static boolean isMark(LogName log, Key row) {
        return row.pk().equals(log.chunkPartition()) && LogName.isChunksMark(row);
    }

    /** Removes the chunks of {@code row} if they are released, or their writer did not finish in time. */
    public void sweep(Budget budget, LogName log, Key row) {
        table.get(budget, row)
                .filter(mark -> mark.dueAt()
                        .filter(due -> !due.isAfter(clock.instant()))
                        .isPresent())
                .ifPresent(mark -> removeUnfinished(budget, log, mark));
    }

    /** Removes chunks whose writer did not finish in time; leaves whole ones alone. */
    void removeUnfinished(Budget budget, LogName log, Item mark) {
        Write claim = Write.Change.of(mark.key())
                .text(STATE, REMOVED)
                .onlyIf(Condition.equal(STATE, WRITING).or(Condition.equal(STATE, REMOVED)));
        if (table.write(budget, claim) instanceof WriteResult.Refused) {
            return;
        }
        String id = LogName.markedChunks(mark.key());
        Query some = Query.range(
                log.chunkPartition(),
                log.chunk(id, 0).sk(),
                log.chunk(id, MOST_CHUNKS).sk(),
                2);
        for (var page = table.query(budget, some); !page.items().isEmpty(); page = table.query(budget, some)) {
            table.deleteAll(budget, page.items());
        }
        table.write(
                budget,
                Write.Change.of(mark.key())
                        .notDue()
                        .expiresAt(clock.instant().plus(REMOVED_MARK_KEPT))
                        .onlyIf(Condition.equal(STATE, REMOVED)));
    }

    private static String context(LogName log, String id) {
        return log.name() + "\nchunks\n" + id;
    }
}

package dev.holdfast.log;

import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads entries of a log, strongly consistent and in the order of their seq. */
final class EntryReader {
    static final long LAST_SEQ = 999_999_999_999L;

    /** What is read while entries and their chunks are being removed may not fit together. */
    static final int MOST_READS = 4;

    private static final int PAGE = 1_000;
    private static final int DUE_PAGE = 50;
    private static final Duration INDEX_BEHIND = Duration.ofMinutes(10);

    private final Table table;
    private final EntryItems items;
    private final Chunks chunks;

    EntryReader(Table table, EntryItems items, Chunks chunks) {
        this.table = table;
        this.items = items;
        this.chunks = chunks;
    }

    /** The entries from one seq to another, both taken, as far as they stand. */
    List<Item> range(Budget budget, LogName log, long from, long to) {
        List<Item> entries = new ArrayList<>();
        if (from > to) {
            return entries;
        }
        Query query = Query.range(log.partition(), LogName.entrySk(from), LogName.entrySk(to), PAGE);
        Query.@Nullable Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            entries.addAll(page.items());
            next = page.next();
        } while (next != null);
        return entries;
    }

    /** The newest items below a seq, newest first: one call, and at most as many bytes as the store answers with. */
    Page newest(Budget budget, LogName log, long before, int limit) {
        return table.query(
                budget,
                Query.range(log.partition(), LogName.entrySk(0), LogName.entrySk(before - 1), limit)
                        .newestFirst());
    }

    /** As {@link #open(Budget, LogName, List)}, but what stands in chunks is left out: its payload is empty. */
    Entry openInline(LogName log, Item item) {
        StoredPayload stored = items.stored(log, item);
        return EntryItems.entry(item, stored.digest(), stored.payload());
    }

    /**
     * The entries up to {@code last} that are due, oldest first. The index shows every write within seconds; what is
     * ten minutes older than the last one has been in it.
     */
    List<Item> due(Budget budget, LogName log, long last) {
        List<Item> due = new ArrayList<>();
        Query query = Query.range(log.partition(), LogName.entrySk(1), LogName.entrySk(last), DUE_PAGE)
                .newestFirst();
        Instant since = Instant.MAX;
        Query.@Nullable Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            for (Item entry : page.items()) {
                Instant at = EntryItems.at(entry);
                since = since.equals(Instant.MAX) ? at.minus(INDEX_BEHIND) : since;
                if (at.isBefore(since)) {
                    return due.reversed();
                }
                if (entry.dueAt().isPresent()) {
                    due.add(entry);
                }
            }
            next = page.next();
        } while (next != null);
        return due.reversed();
    }

    /** What the items hold that {@code read} finds. When chunks of one were removed meanwhile, it looks again. */
    List<Entry> openAll(Budget budget, LogName log, Supplier<List<Item>> read) {
        for (int attempt = 0; attempt < MOST_READS; attempt++) {
            if (attempt > 0) {
                Backoff.await(attempt, budget);
            }
            Optional<List<Entry>> entries = open(budget, log, read.get());
            if (entries.isPresent()) {
                return entries.get();
            }
        }
        throw new IllegalStateException("an entry lacks its chunks");
    }

    /** What the items hold, all chunks they refer to read at once; empty when one of them was removed meanwhile. */
    Optional<List<Entry>> open(Budget budget, LogName log, List<Item> found) {
        List<StoredPayload> stored =
                found.stream().map(item -> items.stored(log, item)).toList();
        Map<Key, Item> chunkItems = chunkItems(budget, log, stored);
        List<Entry> entries = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            entry(log, found.get(i), stored.get(i), chunkItems).ifPresent(entries::add);
        }
        return entries.size() == found.size() ? Optional.of(entries) : Optional.empty();
    }

    /** One entry, of which the chunks, if it has any, are among {@code found}; empty when they are not. */
    Optional<Entry> open(LogName log, Item item, Map<Key, Item> found) {
        return entry(log, item, items.stored(log, item), found);
    }

    private Optional<Entry> entry(LogName log, Item item, StoredPayload stored, Map<Key, Item> found) {
        ChunkSet set = stored.chunks();
        return set == null
                ? Optional.of(EntryItems.entry(item, stored.digest(), stored.payload()))
                : chunks.open(log, set, found)
                        .map(packed -> EntryItems.entry(item, stored.digest(), Packing.unpack(packed)));
    }

    private Map<Key, Item> chunkItems(Budget budget, LogName log, List<StoredPayload> stored) {
        List<ChunkSet> sets = stored.stream()
                .map(StoredPayload::chunks)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (sets.isEmpty()) {
            return Map.of();
        }
        Map<Key, Item> read = new HashMap<>();
        Parallel.map(sets, set -> table.getAll(budget, set.keys(log))).forEach(read::putAll);
        return read;
    }
}

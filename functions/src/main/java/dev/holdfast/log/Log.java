package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Append-only logs over one table, with this instance's cache of their newest views. Thread-safe.
 *
 * <p>An entry is one put that requires its slot to be free; the refused one gets the entry in its way. So an operation
 * that was applied, whatever became of its reply, finds itself: before it is decided again, every entry since its base
 * is looked through.
 *
 * @param <S> the state that the entries of a log add up to
 */
public final class Log<S> {
    /** Payload of a close that a deadline made. */
    public static final byte[] EXPIRED = "expired".getBytes(StandardCharsets.UTF_8);

    private final Table table;
    private final EntryReader entries;
    private final Reader<S> reader;
    private final Expiry<S> expiry;
    private final Appending<S> appending;
    private final Sweep<S> sweep;
    private final Clock clock;
    private final ViewCache<S> cache = new ViewCache<>();

    public Log(Table table, Sealing sealing, Fold<S> fold, Shards shards, Clock clock) {
        Chunks chunks = new Chunks(table, sealing, shards, clock);
        EntryItems items = new EntryItems(sealing, chunks, shards);
        Snapshots<S> snapshots = new Snapshots<>(table, items, chunks, sealing, fold, clock);
        this.table = table;
        this.clock = clock;
        this.entries = new EntryReader(table, items, chunks);
        this.reader = new Reader<>(table, entries, snapshots, fold, clock);
        this.expiry = new Expiry<>(table, reader, items, clock);
        Removal removal = new Removal(table, items, chunks);
        this.sweep = new Sweep<>(table, reader, expiry, snapshots, chunks, removal, fold, shards, clock);
        this.appending = new Appending<>(table, items, entries, reader, expiry, snapshots, sweep, fold, clock);
    }

    /** The log as it stands now. Reading keeps an idle life alive; a life past its deadline is closed first. */
    public View<S> read(Budget budget, LogName log) {
        View<S> known = cache.get(log);
        return current(budget, log, known == null ? reader.cold(budget, log) : reader.warm(budget, log, known));
    }

    /** As {@link #read}, but without keeping an idle life alive. */
    public View<S> observe(Budget budget, LogName log) {
        View<S> known = cache.get(log);
        View<S> read = known == null ? reader.cold(budget, log) : reader.warm(budget, log, known);
        return settled(budget, log, read);
    }

    /** Many logs as {@link #read}: those whose newest entry this instance knew are asked for in one round trip. */
    public Map<LogName, View<S>> readAll(Budget budget, List<LogName> logs) {
        return all(budget, logs, (log, known) -> known == null ? read(budget, log) : current(budget, log, known));
    }

    /** Many logs as {@link #observe}, in as few round trips as {@link #readAll}. */
    public Map<LogName, View<S>> observeAll(Budget budget, List<LogName> logs) {
        return all(budget, logs, (log, known) -> known == null ? observe(budget, log) : settled(budget, log, known));
    }

    /** @param view reads a log, or makes a view that has just been found to be the newest hold now */
    private Map<LogName, View<S>> all(
            Budget budget, List<LogName> logs, BiFunction<LogName, @Nullable View<S>, View<S>> view) {
        Map<LogName, Key> next = new LinkedHashMap<>();
        Map<LogName, View<S>> known = new LinkedHashMap<>();
        for (LogName log : logs) {
            View<S> newest = cache.get(log);
            if (newest != null && !newest.isOld(clock.instant())) {
                known.put(log, newest);
                next.put(log, log.entry(newest.head() + 1));
            }
        }
        Map<Key, Item> newer = next.isEmpty() ? Map.of() : table.getAll(budget, List.copyOf(next.values()));
        Map<LogName, View<S>> views = new LinkedHashMap<>();
        List<LogName> unread = new ArrayList<>();
        for (LogName log : logs) {
            View<S> newest = known.get(log);
            if (newest != null && !newer.containsKey(log.entry(newest.head() + 1))) {
                views.put(log, view.apply(log, newest.readAt(clock.instant())));
            } else {
                unread.add(log);
            }
        }
        List<View<S>> read = Parallel.map(unread, log -> view.apply(log, null));
        for (int i = 0; i < unread.size(); i++) {
            views.put(unread.get(i), read.get(i));
        }
        return views;
    }

    /**
     * The log as it stood after {@code seq}, 1 or more.
     *
     * @throws Refusal {@link Reason#HISTORY_GONE} when that is no longer kept; {@link Reason#BASE_AHEAD}
     */
    public View<S> at(Budget budget, LogName log, long seq) {
        return at(budget, log, seq, read(budget, log));
    }

    /** As {@link #at(Budget, LogName, long)}, for a caller who has read {@code newest} already. */
    public View<S> at(Budget budget, LogName log, long seq, View<S> newest) {
        return find(budget, log, seq, newest)
                .orElseThrow(() -> new Refusal(
                        Reason.HISTORY_GONE,
                        "Revision " + seq + " is no longer kept. Ask for a newer one.",
                        Map.of("seq", seq)));
    }

    /**
     * As {@link #at(Budget, LogName, long, View)}; empty when that is no longer kept.
     *
     * @throws Refusal {@link Reason#BASE_AHEAD}
     */
    public Optional<View<S>> find(Budget budget, LogName log, long seq, View<S> newest) {
        if (seq > newest.head()) {
            throw Appending.baseAhead(newest.head());
        }
        return seq == newest.head()
                ? Optional.of(newest)
                : reader.find(budget, log, seq, newest.life().open());
    }

    /** The entries from one seq to another, both taken, as far as they stand and are kept. */
    public List<Entry> entries(Budget budget, LogName log, long from, long to) {
        return entries.openAll(budget, log, () -> entries.range(budget, log, from, to));
    }

    /**
     * Entries, newest first.
     *
     * @param more whether older ones may follow
     */
    public record Recent(List<Entry> entries, boolean more) {}

    /**
     * The newest entries below a seq, in one call that reads neither state nor chunks: the payload of an entry that has
     * chunks is empty. Keeps no life alive, and closes none.
     */
    public Recent recent(Budget budget, LogName log, long before, int limit) {
        Page page = entries.newest(budget, log, Math.clamp(before, 1, EntryReader.LAST_SEQ), limit);
        return new Recent(
                page.items().stream().map(item -> entries.openInline(log, item)).toList(), page.next() != null);
    }

    /**
     * The entries that are still due, up to the last of {@code rows}: also those that the index does not show yet.
     *
     * @param rows of the due index, entries of {@code log}
     */
    public List<Entry> due(Budget budget, LogName log, List<Key> rows) {
        long last = rows.stream().mapToLong(row -> LogName.seq(row.sk())).max().orElse(0);
        return entries.openAll(budget, log, () -> entries.due(budget, log, last));
    }

    /** What {@code entry} caused has been put in: to be written with it, once. */
    public static Write relayed(LogName log, Entry entry) {
        return Write.Change.of(log.entry(entry.seq())).notDue().onlyIf(Condition.isDue());
    }

    /** Requires, within a transaction, that nothing has followed {@code view}: a deletion of what must not be there. */
    public static Write nothingSince(LogName log, View<?> view) {
        return new Write.Delete(log.entry(view.head() + 1), Condition.nothingThere());
    }

    /**
     * Appends what {@code proposal} decides, exactly once for the call's operation.
     *
     * @throws Refusal the proposal's own; {@link Reason#OUTCOME_UNKNOWN} when entries since the base are no longer
     *     kept; {@link Reason#BASE_AHEAD}; {@link Reason#STORE_EXPIRED} or {@link Reason#STORE_EXISTS} when the
     *     operation would cross the end of the life it was meant for
     */
    public Appended<S> append(Call call, LogName log, Base base, Proposal<S> proposal) {
        try (var _ = cache.writing(log, call.budget())) {
            Appended<S> appended = appending.append(call, log, base, proposal, cache.get(log));
            cache.keep(log, appended.view());
            return appended;
        }
    }

    /**
     * Does what has fallen due at {@code row} of the due index: closes a life past its deadline, removes what need not
     * be kept, removes chunks whose writer never finished. Harmless at any time, by any number of instances at once.
     */
    public void sweep(Budget budget, Key row) {
        sweep.sweep(budget, row);
    }

    private View<S> settled(Budget budget, LogName log, View<S> read) {
        return cache.keep(log, expiry.settle(budget, log, read));
    }

    private View<S> current(Budget budget, LogName log, View<S> read) {
        return cache.keep(log, expiry.renew(budget, log, expiry.settle(budget, log, read)));
    }
}

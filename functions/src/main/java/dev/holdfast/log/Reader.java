package dev.holdfast.log;

import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a log: from nothing, by the control, a snapshot and the entries after it; or only what came after a view. */
final class Reader<S> {
    private final Table table;
    private final EntryReader entries;
    private final Snapshots<S> snapshots;
    private final Fold<S> fold;
    private final Clock clock;

    Reader(Table table, EntryReader entries, Snapshots<S> snapshots, Fold<S> fold, Clock clock) {
        this.table = table;
        this.entries = entries;
        this.snapshots = snapshots;
        this.fold = fold;
        this.clock = clock;
    }

    /** The whole log, in two round trips unless the hint is stale; its state is checked against its digest. */
    View<S> cold(Budget budget, LogName log) {
        for (int attempt = 0; attempt < EntryReader.MOST_READS; attempt++) {
            if (attempt > 0) {
                Backoff.await(attempt, budget);
            }
            Control control = control(budget, log);
            Hinted<S> hinted = hinted(budget, log, control);
            Optional<View<S>> read = assemble(budget, log, hinted.start(), hinted.tail(), control);
            if (read.isEmpty()) {
                read = fromNewestSnapshot(budget, log, control, hinted.tail());
            }
            if (read.isPresent()) {
                return verified(read.get());
            }
        }
        throw new IllegalStateException("a log lacks entries that no snapshot covers");
    }

    /** What came after {@code view}; one call, one unit when nothing did. */
    View<S> warm(Budget budget, LogName log, View<S> view) {
        if (view.isOld(clock.instant())) {
            return cold(budget, log);
        }
        List<Item> newer = after(budget, log, view.head());
        return follow(view.head(), newer) ? apply(budget, log, view, newer).readAt(clock.instant()) : cold(budget, log);
    }

    /**
     * The log as it stood after {@code seq}, whatever came later; empty when that is no longer kept.
     *
     * @param newestOpen a seq known to be an open; 0 for none
     */
    Optional<View<S>> find(Budget budget, LogName log, long seq, long newestOpen) {
        return findOnce(budget, log, seq, newestOpen)
                // A snapshot of just this seq may have taken the place of what was to be read.
                .or(() -> findOnce(budget, log, seq, newestOpen));
    }

    private Optional<View<S>> findOnce(Budget budget, LogName log, long seq, long newestOpen) {
        Optional<View<S>> snapshot = snapshots.newest(budget, log, seq, Control.NONE);
        long covered = snapshot.map(View::head).orElse(0L);
        long from = newestOpen <= seq ? Math.max(newestOpen, covered + 1) : covered + 1;
        List<Item> found = entries.range(budget, log, from, seq);
        return assemble(budget, log, snapshot.orElse(null), found, Control.NONE)
                .filter(view -> view.head() == seq)
                .map(this::verified);
    }

    Control control(Budget budget, LogName log) {
        return Control.of(table.get(budget, log.control()).orElse(null));
    }

    /** The view after entries that were read in the order of their seq and follow it, or a newer one. */
    View<S> apply(Budget budget, LogName log, View<S> view, List<Item> found) {
        return applied(budget, log, view, found).orElseGet(() -> cold(budget, log));
    }

    /** The view after entries that follow it; empty when chunks of one were removed meanwhile. */
    private Optional<View<S>> applied(Budget budget, LogName log, View<S> view, List<Item> found) {
        return entries.open(budget, log, found).map(opened -> {
            View<S> at = view;
            for (int i = 0; i < found.size(); i++) {
                at = at.after(opened.get(i), fold, EntryItems.weight(found.get(i)));
            }
            return at;
        });
    }

    /** What the control leads to: a view to start with, null for none, and the entries after the seq it names. */
    private record Hinted<S>(@Nullable View<S> start, List<Item> tail) {}

    private Hinted<S> hinted(Budget budget, LogName log, Control control) {
        if (control.start() == 0) {
            return new Hinted<>(null, after(budget, log, 0));
        }
        List<Key> keys = new ArrayList<>();
        keys.add(control.startsAtOpen() ? log.entry(control.start()) : log.snapshot(control.start()));
        ChunkSet set = control.startChunks();
        if (set != null) {
            keys.addAll(set.keys(log));
        }
        var read = Parallel.both(() -> table.getAll(budget, keys), () -> after(budget, log, control.start()));
        Optional<View<S>> start = control.startsAtOpen()
                ? atOpen(log, control, read.first())
                : snapshots.view(log, control.start(), control, read.first());
        return new Hinted<>(start.orElse(null), read.second());
    }

    private Optional<View<S>> atOpen(LogName log, Control control, Map<Key, Item> found) {
        Item open = found.get(log.entry(control.start()));
        return open == null
                ? Optional.empty()
                : entries.open(log, open, found)
                        .map(entry ->
                                View.<S>empty(control, clock.instant()).after(entry, fold, EntryItems.weight(open)));
    }

    /** The hint was stale; the newest snapshot follows it, and so what was read after the hint holds all that is needed. */
    private Optional<View<S>> fromNewestSnapshot(Budget budget, LogName log, Control control, List<Item> tail) {
        return snapshots
                .newest(budget, log, EntryReader.LAST_SEQ, control)
                .flatMap(start -> assemble(
                        budget,
                        log,
                        start,
                        tail.stream()
                                .filter(entry -> EntryItems.seq(entry) > start.head())
                                .toList(),
                        control));
    }

    /**
     * The view after {@code found}; empty when they do not fit together. What an open follows counts no more, so a log
     * is read from its last open on; of a closed one nothing but the close is needed.
     */
    private Optional<View<S>> assemble(
            Budget budget, LogName log, @Nullable View<S> start, List<Item> found, Control control) {
        View<S> nothing = View.empty(control, clock.instant());
        for (int i = found.size() - 1; i >= 0; i--) {
            boolean last = i == found.size() - 1;
            if (!last && EntryItems.seq(found.get(i)) + 1 != EntryItems.seq(found.get(i + 1))) {
                return Optional.empty();
            }
            Kind kind = EntryItems.kind(found.get(i));
            if (kind == Kind.OPEN || (last && kind == Kind.CLOSE)) {
                return applied(budget, log, nothing, found.subList(i, found.size()));
            }
        }
        if (start == null) {
            // A hint to what has gone was overtaken: something newer stands.
            return found.isEmpty() && control.start() == 0 ? Optional.of(nothing) : Optional.empty();
        }
        return follow(start.head(), found) ? applied(budget, log, start, found) : Optional.empty();
    }

    /** @throws IllegalStateException when what was read is not what was written */
    private View<S> verified(View<S> view) {
        if (view.isOpen() && !Arrays.equals(fold.digest(view.openState()), view.digest())) {
            throw new IllegalStateException("a state does not have the digest that its newest entry names");
        }
        return view;
    }

    private List<Item> after(Budget budget, LogName log, long seq) {
        return entries.range(budget, log, seq + 1, EntryReader.LAST_SEQ);
    }

    private static boolean follow(long head, List<Item> found) {
        if (found.isEmpty()) {
            return true;
        }
        long first = EntryItems.seq(found.getFirst());
        return first == head + 1 && EntryItems.seq(found.getLast()) - first == found.size() - 1;
    }
}

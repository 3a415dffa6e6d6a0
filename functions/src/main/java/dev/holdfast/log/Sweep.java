package dev.holdfast.log;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sees to what falls due by itself. A log that ends, or keeps its history for a time only, stands in the due index by
 * its control; chunks that are being written stand there by their mark.
 */
final class Sweep<S> {
    /** How many entries one call removes at most; the rest follows at once. */
    private static final int MOST_REMOVED = 1_000;

    /** Between two looks at history alone. */
    private static final Duration LEAST_PAUSE = Duration.ofHours(1);

    private final Table table;
    private final Reader<S> reader;
    private final Expiry<S> expiry;
    private final Snapshots<S> snapshots;
    private final Chunks chunks;
    private final Removal removal;
    private final Fold<S> fold;
    private final Shards shards;
    private final Clock clock;

    Sweep(
            Table table,
            Reader<S> reader,
            Expiry<S> expiry,
            Snapshots<S> snapshots,
            Chunks chunks,
            Removal removal,
            Fold<S> fold,
            Shards shards,
            Clock clock) {
        this.table = table;
        this.reader = reader;
        this.expiry = expiry;
        this.snapshots = snapshots;
        this.chunks = chunks;
        this.removal = removal;
        this.fold = fold;
        this.shards = shards;
        this.clock = clock;
    }

    /** Puts a log into the due index before a life begins that must end, or entries whose history must. */
    void arm(Budget budget, LogName log, List<Draft<S>> drafts) {
        for (Draft<S> draft : drafts) {
            Entry entry = draft.entry();
            Lifetime lifetime = entry.lifetime();
            if (entry.kind() != Kind.CLOSE && lifetime != null && lifetime.needsSweeping()) {
                Instant deadline = lifetime.deadline(entry.at(), entry.at(), null);
                Write due = Write.Change.of(log.control())
                        .dueAt(shards.of(log.partition()), earlier(deadline, lifetime.historyEnd(entry.at())))
                        .onlyIf(Condition.none());
                table.write(budget, due);
            }
        }
    }

    void sweep(Budget budget, Key row) {
        Optional<Item> item = table.get(budget, row);
        Optional<Instant> due = item.flatMap(Item::dueAt);
        if (item.isEmpty() || due.isEmpty() || due.get().isAfter(clock.instant())) {
            return;
        }
        LogName log = LogName.of(row);
        if (LogName.isChunksMark(row)) {
            chunks.removeUnfinished(budget, log, item.get());
        } else if (LogName.isControl(row)) {
            rearm(budget, log, due.get(), tend(budget, log));
        }
    }

    /** @return when to look again; {@link Instant#MAX} for never */
    private Instant tend(Budget budget, LogName log) {
        View<S> view = expiry.settle(budget, log, reader.cold(budget, log));
        Lifetime lifetime = view.life().lifetime();
        Instant keptSince = lifetime.historyStart(clock.instant());
        Old old = olderThan(budget, log, keptSince, view);
        if (!old.entries().isEmpty()) {
            remove(budget, log, view, old.entries());
        }
        if (old.entries().size() >= MOST_REMOVED) {
            return clock.instant();
        }
        if (view.isOpen()) {
            return earlier(view.deadline(), nextHistoryEnd(lifetime));
        }
        if (old.awaited()) {
            return clock.instant().plus(LEAST_PAUSE);
        }
        return view.newest().isBefore(keptSince) ? Instant.MAX : lifetime.historyEnd(view.newest());
    }

    private Instant nextHistoryEnd(Lifetime lifetime) {
        Duration history = lifetime.history();
        if (history == null) {
            return Instant.MAX;
        }
        Duration pause = history.dividedBy(8);
        return clock.instant().plus(pause.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : pause);
    }

    /** @param awaited whether an entry that still has to cause something kept what follows it */
    private record Old(List<Item> entries, boolean awaited) {}

    /** The oldest entries, up to the first that must be kept. */
    private Old olderThan(Budget budget, LogName log, Instant keptSince, View<S> view) {
        List<Item> old = new ArrayList<>();
        long last = view.head() - 1;
        if (last < 1 || keptSince.equals(Instant.MIN)) {
            return new Old(old, false);
        }
        Query query = Query.range(log.partition(), LogName.entrySk(1), LogName.entrySk(last), MOST_REMOVED);
        Query.Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            for (Item entry : page.items()) {
                boolean isOld = EntryItems.at(entry).isBefore(keptSince);
                if (!isOld || entry.dueAt().isPresent()) {
                    return new Old(before(entry, old, view), isOld);
                }
                if (old.size() == MOST_REMOVED) {
                    return new Old(old, false);
                }
                old.add(entry);
            }
            next = page.next();
        } while (next != null);
        return new Old(old, false);
    }

    /** What is told of a kept entry includes the state before it: a snapshot keeps that in this life, entries in others. */
    private List<Item> before(Item kept, List<Item> old, View<S> view) {
        long life = kept.number(EntryItems.LIFE);
        return view.isOpen() && life == view.life().open()
                ? old
                : old.stream().filter(entry -> EntryItems.seq(entry) < life).toList();
    }

    /** Removes entries of earlier lives, and of this one what a snapshot covers that was written and read back. */
    private void remove(Budget budget, LogName log, View<S> view, List<Item> old) {
        long last = EntryItems.seq(old.getLast());
        boolean inThisLife = view.isOpen() && last >= view.life().open();
        if (inThisLife && !isCovered(budget, log, view, last)) {
            return;
        }
        removal.remove(budget, log, old);
        snapshots.removeBefore(
                budget, log, inThisLife ? last : Math.min(last, view.life().open()));
    }

    /** False also when another sweep has gone further: what is left to do here, it does. */
    private boolean isCovered(Budget budget, LogName log, View<S> view, long last) {
        Optional<View<S>> read = reader.find(budget, log, last, view.life().open());
        if (read.isEmpty()) {
            return false;
        }
        View<S> covered = read.get();
        snapshots.ensure(budget, log, covered);
        return snapshots
                .newest(budget, log, last, Control.NONE)
                .filter(snapshot -> snapshot.head() == last)
                .filter(snapshot -> Arrays.equals(fold.digest(snapshot.openState()), covered.digest()))
                .isPresent();
    }

    private void rearm(Budget budget, LogName log, Instant was, Instant next) {
        Write.ChangeBuilder change = Write.Change.of(log.control());
        Write.ChangeBuilder moved =
                next.equals(Instant.MAX) ? change.notDue() : change.dueAt(shards.of(log.partition()), next);
        table.write(budget, moved.onlyIf(Condition.dueAt(was)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

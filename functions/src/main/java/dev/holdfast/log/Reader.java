package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Reads a log: from nothing, by the control, a snapshot and the entries after it; or only what came after a view. */
final class Reader<S> {
    private static final String LAST = "e#999999999999";
    private static final int PAGE = 1_000;

    private final Table table;
    private final EntryItems items;
    private final Snapshots<S> snapshots;
    private final Fold<S> fold;
    private final Clock clock;

    Reader(Table table, EntryItems items, Snapshots<S> snapshots, Fold<S> fold, Clock clock) {
        this.table = table;
        this.items = items;
        this.snapshots = snapshots;
        this.fold = fold;
        this.clock = clock;
    }

    /** The whole log, in two round trips unless the hint is stale. */
    View<S> cold(Budget budget, LogName log) {
        Control control = control(budget, log);
        if (control.snapshot() == 0) {
            return fromStart(budget, log, control);
        }
        FutureTask<List<Item>> tail = new FutureTask<>(() -> after(budget, log, control.snapshot()));
        Thread.startVirtualThread(tail);
        Map<Key, Item> found = table.getAll(budget, Snapshots.keys(log, control));
        Optional<View<S>> start = snapshots.view(log, control.snapshot(), control, found, clock.instant());
        List<Item> entries = result(tail);
        return start.filter(view -> follows(view, entries))
                .map(view -> apply(budget, log, view, entries))
                .orElseGet(() -> fromNewestSnapshot(budget, log, control));
    }

    /** What came after {@code view}; one call, one unit when nothing did. */
    View<S> warm(Budget budget, LogName log, View<S> view) {
        List<Item> entries = after(budget, log, view.head());
        if (!follows(view, entries)) {
            return cold(budget, log);
        }
        return apply(budget, log, view, entries).readAt(clock.instant());
    }

    Control control(Budget budget, LogName log) {
        return Control.of(table.get(budget, log.control()).orElse(null));
    }

    /** Applies entries that were read in the order of their seq and follow the view. */
    View<S> apply(Budget budget, LogName log, View<S> view, List<Item> entries) {
        View<S> at = view;
        for (Item item : entries) {
            at = at.after(items.entry(budget, log, item), fold, item.size());
        }
        return at;
    }

    /** The entries from one seq to another, as far as they stand. */
    List<Item> between(Budget budget, LogName log, long from, long to) {
        return range(budget, log, LogName.entrySk(from), LogName.entrySk(to));
    }

    private View<S> fromStart(Budget budget, LogName log, Control control) {
        List<Item> entries = after(budget, log, 0);
        View<S> empty = View.empty(control, clock.instant());
        List<Item> life = lastLife(entries);
        if (life.isEmpty() || !isContiguous(life)) {
            return entries.isEmpty() ? empty : fromNewestSnapshot(budget, log, control);
        }
        return apply(budget, log, empty, life);
    }

    private View<S> fromNewestSnapshot(Budget budget, LogName log, Control control) {
        View<S> start = snapshots
                .newest(budget, log, Long.MAX_VALUE / 10_000_000, control, clock.instant())
                .orElseThrow(() -> new IllegalStateException("a log lacks entries and has no snapshot for them"));
        List<Item> entries = after(budget, log, start.head());
        if (!follows(start, entries)) {
            throw new IllegalStateException("a log lacks entries after its newest snapshot");
        }
        return apply(budget, log, start, entries);
    }

    /** From the last open on: older lives may be gone, and what they held counts no more. */
    private static List<Item> lastLife(List<Item> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (EntryItems.kind(entries.get(i)) == Kind.OPEN) {
                return entries.subList(i, entries.size());
            }
        }
        return List.of();
    }

    private boolean follows(View<S> view, List<Item> entries) {
        return entries.isEmpty() || (seq(entries.getFirst()) == view.head() + 1 && isContiguous(entries));
    }

    private static boolean isContiguous(List<Item> entries) {
        return seq(entries.getLast()) - seq(entries.getFirst()) == entries.size() - 1;
    }

    private static long seq(Item entry) {
        return LogName.seq(entry.key().sk());
    }

    private List<Item> after(Budget budget, LogName log, long seq) {
        return range(budget, log, LogName.entrySk(seq + 1), LAST);
    }

    private List<Item> range(Budget budget, LogName log, String from, String to) {
        List<Item> entries = new ArrayList<>();
        Query.@Nullable Position next = null;
        do {
            Page page = table.query(
                    budget, Query.range(log.partition(), from, to, PAGE).after(next));
            entries.addAll(page.items());
            next = page.next();
        } while (next != null);
        return entries;
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Reason.UNAVAILABLE, "The call was interrupted. Send it again.", Map.of("retry_after", 1));
        }
    }
}

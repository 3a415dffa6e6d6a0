package dev.holdfast.log;

import dev.holdfast.security.Operation;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends lives at their deadline, and renews them before. "Gone" is told only once the close stands: who finds the
 * deadline passed writes the slot it will close into the control, then puts the close there. While that slot is free
 * the mark binds everyone; once it is taken the mark is void.
 */
final class Expiry<S> {
    static final String AUTHOR = "holdfast";

    private static final byte[] NO_STATE = {};

    private final Table table;
    private final Reader<S> reader;
    private final EntryItems items;
    private final Clock clock;

    Expiry(Table table, Reader<S> reader, EntryItems items, Clock clock) {
        this.table = table;
        this.reader = reader;
        this.items = items;
        this.clock = clock;
    }

    /** The view as it holds now: alive for certain, or closed. */
    View<S> settle(Budget budget, LogName log, View<S> read) {
        View<S> view = read;
        for (int attempt = 0; view.isOpen() && view.life().lifetime().ends(); attempt++) {
            if (isAlive(view)) {
                return view;
            }
            if (attempt > 0) {
                Backoff.await(attempt, budget);
            }
            // What was read before may prove a life, never its end.
            view = reader.warm(budget, log, view).with(reader.control(budget, log));
            if (!view.isOpen() || isAlive(view)) {
                return view;
            }
            if (isMarked(view) || mark(budget, log, view)) {
                view = close(budget, log, view);
            }
        }
        return view;
    }

    /** Keeps an idle life alive from now on; writes only now and then. */
    View<S> renew(Budget budget, LogName log, View<S> alive) {
        Duration idle = alive.life().lifetime().idle();
        Instant now = clock.instant();
        if (!alive.isOpen() || idle == null || !due(alive, idle, now)) {
            return alive;
        }
        long life = alive.life().open();
        Instant until = now.plus(idle);
        Condition older = Condition.below(Control.LIFE, life);
        Condition raises =
                Condition.equal(Control.LIFE, life).and(Condition.below(Control.DEADLINE, until.toEpochMilli()));
        Write renewal = Write.Change.of(log.control())
                .number(Control.LIFE, life)
                .number(Control.DEADLINE, until.toEpochMilli())
                .onlyIf(Condition.atMost(Control.CLOSING, alive.head()).and(older.or(raises)));
        return switch (table.write(budget, renewal)) {
            case WriteResult.Applied _ -> alive.with(alive.control().renewed(life, until));
            case WriteResult.Refused(var _, var standing) ->
                settle(budget, log, reader.warm(budget, log, alive).with(Control.of(standing)));
        };
    }

    private static boolean due(View<?> alive, Duration idle, Instant now) {
        Instant renewed = alive.control().renewedUntil(alive.life().open());
        Instant lastEntry = alive.newest().plus(idle);
        Instant known = renewed != null && renewed.isAfter(lastEntry) ? renewed : lastEntry;
        return now.plus(idle).minus(alive.life().lifetime().renewalInterval()).isAfter(known);
    }

    private boolean isAlive(View<S> view) {
        return clock.instant().isBefore(view.deadline()) && !isMarked(view);
    }

    private static boolean isMarked(View<?> view) {
        return view.control().closing() > view.head();
    }

    private boolean mark(Budget budget, LogName log, View<S> view) {
        Control control = view.control();
        Condition unchanged = control.version() == 0
                ? Condition.nothingThere()
                : Condition.equal(TableSchema.VERSION, control.version());
        Write mark = Write.Change.of(log.control())
                .number(Control.CLOSING, view.head() + 1)
                .onlyIf(unchanged);
        return table.write(budget, mark) instanceof WriteResult.Applied;
    }

    private View<S> close(Budget budget, LogName log, View<S> view) {
        Entry close = new Entry(
                view.head() + 1,
                Kind.CLOSE,
                view.life().open(),
                Operation.unkeyed().mark(),
                AUTHOR,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                view.life().lifetime(),
                null,
                Log.EXPIRED,
                NO_STATE,
                null);
        Item item = items.item(log, close, new StoredPayload(Log.EXPIRED, null, 0));
        return switch (table.write(budget, Write.Put.ifAbsent(item))) {
            case WriteResult.Applied _ -> view.after(close, (@Nullable S) null, item.size());
            case WriteResult.Refused(var _, var standing) ->
                standing == null ? view : reader.apply(budget, log, view, List.of(standing));
        };
    }
}

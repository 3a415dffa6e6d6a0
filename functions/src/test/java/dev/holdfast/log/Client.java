package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.testkit.history.Event;
import dev.holdfast.testkit.history.History;
import dev.holdfast.testkit.history.Outcome;
import dev.holdfast.testkit.history.Span;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls instances, and keeps what it was told for the history. Thread-safe. */
final class Client {
    private final History history;
    private final Counts counts;
    private final ConcurrentLinkedQueue<String> defects = new ConcurrentLinkedQueue<>();

    Client(History history, Counts counts) {
        this.history = history;
        this.counts = counts;
    }

    /** What an instance must never say. */
    List<String> defects() {
        return List.copyOf(defects);
    }

    /** The view that was told; null when none was. */
    @Nullable
    View<Sheet> read(Instance instance, LogName log) {
        return looked(
                        instance,
                        List.of(log),
                        true,
                        () -> Map.of(log, instance.log().read(Instance.budget(), log)))
                .get(log);
    }

    /** As {@link #read}, but without keeping the life alive. */
    @Nullable
    View<Sheet> observe(Instance instance, LogName log) {
        return looked(
                        instance,
                        List.of(log),
                        false,
                        () -> Map.of(log, instance.log().observe(Instance.budget(), log)))
                .get(log);
    }

    /** Empty when nothing was told. */
    Map<LogName, View<Sheet>> readAll(Instance instance, List<LogName> logs) {
        return looked(instance, logs, true, () -> instance.log().readAll(Instance.budget(), logs));
    }

    private Map<LogName, View<Sheet>> looked(
            Instance instance, List<LogName> logs, boolean renews, Supplier<Map<LogName, View<Sheet>>> read) {
        History.Begun begun = history.begin(instance.clock());
        Map<LogName, View<Sheet>> views = Map.of();
        try {
            views = read.get();
        } catch (Refusal refusal) {
            if (!refusal.reason().passing()) {
                defects.add("a read was refused: " + refusal.reason());
            }
        } catch (RuntimeException defect) {
            defects.add("a read failed: " + Counts.first(defect));
        }
        Span span = begun.ended();
        for (LogName log : logs) {
            View<Sheet> view = views.get(log);
            history.add(
                    view == null
                            ? new Event.Silence(log.name(), span)
                            : new Event.Look(log.name(), span, view.head(), shown(view), renews));
            counts.add(view == null ? "reads failed" : view.isOpen() ? "reads alive" : "reads gone");
        }
        return views;
    }

    /** The log as it stood once, which may be kept no more. */
    void readPast(Instance instance, LogName log, long seq, boolean kept) {
        History.Begun begun = history.begin(instance.clock());
        try {
            View<Sheet> view = instance.log().at(Instance.budget(), log, seq);
            history.add(new Event.PastLook(log.name(), begun.ended(), view.head(), shown(view)));
            counts.add("past reads");
            if (view.head() != seq) {
                defects.add("a read of " + seq + " was answered with " + view.head());
            }
        } catch (Refusal refusal) {
            counts.add("past reads refused " + refusal.reason());
            if (!refusal.reason().passing() && (kept || refusal.reason() != Reason.HISTORY_GONE)) {
                defects.add("a read of what is kept was refused: " + refusal.reason());
            }
        } catch (RuntimeException defect) {
            defects.add("a read of the past failed: " + Counts.first(defect));
        }
        history.add(new Event.Silence(log.name(), begun.ended()));
    }

    /** Does what has fallen due, as the scheduled sweep does. */
    void sweep(Instance instance, Table due) {
        for (String shard : Instance.SHARDS.all()) {
            Query query = Query.due(shard, instance.clock().instant(), 100);
            for (Item row : due.query(Instance.budget(), query).items()) {
                try {
                    instance.log().sweep(Instance.budget(), row.key());
                    counts.add("sweeps");
                } catch (Refusal refusal) {
                    counts.add("sweeps refused " + refusal.reason());
                    if (!refusal.reason().passing()) {
                        defects.add("a sweep was refused: " + refusal.reason());
                    }
                } catch (RuntimeException defect) {
                    defects.add("a sweep failed: " + Counts.first(defect));
                }
            }
        }
    }

    /** What became of the attempt. */
    Outcome send(Instance instance, Request request) {
        History.Begun begun = history.begin(instance.clock());
        @Nullable Appended<Sheet> appended = null;
        Outcome outcome = new Outcome.Unknown(false);
        try {
            appended = instance.log()
                    .append(Instance.call(request.operation()), request.log(), request.logBase(), request::decide);
            outcome = told(request, appended);
        } catch (Refusal refusal) {
            outcome = told(refusal);
        } catch (RuntimeException defect) {
            defects.add("an append failed: " + Counts.first(defect));
        }
        Span span = begun.ended();
        if (appended != null) {
            keep(request.log().name(), span, appended);
        }
        history.add(new Event.Attempt(
                request.log().name(),
                span,
                request.operation().mark(),
                request.wanted(),
                request.base(),
                request.token(),
                outcome));
        return outcome;
    }

    private Outcome told(Request request, Appended<Sheet> appended) {
        return switch (appended) {
            case Appended.Written<Sheet>(var _, Entry entry, boolean repeated, var _) -> {
                if (!entry.operation().equals(request.operation().mark())) {
                    defects.add(request.token() + " was answered with the entry of another operation");
                }
                counts.add(repeated ? "repetitions found" : "appends");
                yield new Outcome.Acknowledged(entry.seq());
            }
            case Appended.Unchanged<Sheet>(View<Sheet> view) -> {
                counts.add("unchanged");
                yield new Outcome.Refused(view.head(), false);
            }
        };
    }

    private Outcome told(Refusal refusal) {
        counts.add("refusals " + refusal.reason());
        long head = refusal.facts().get("current_seq") instanceof Long seq ? seq : 0;
        return switch (refusal.reason()) {
            case UNAVAILABLE -> new Outcome.Unknown(true);
            case OUTCOME_UNKNOWN -> new Outcome.Unknown(false);
            case STORE_EXPIRED -> new Outcome.Refused(head, true);
            case STORE_EXISTS, VERSION_CONFLICT -> new Outcome.Refused(head, false);
            default -> {
                defects.add("an append was refused: " + refusal.reason());
                yield new Outcome.Unknown(false);
            }
        };
    }

    /** The view of a change that stood before may be older than the call; that nothing needs to change is said of now. */
    private void keep(String log, Span span, Appended<Sheet> appended) {
        View<Sheet> view = appended.view();
        history.add(
                appended instanceof Appended.Written
                        ? new Event.PastLook(log, span, view.head(), shown(view))
                        : new Event.Look(log, span, view.head(), shown(view), false));
    }

    private static @Nullable String shown(View<Sheet> view) {
        return view.isOpen() ? view.openState().shown() : null;
    }
}

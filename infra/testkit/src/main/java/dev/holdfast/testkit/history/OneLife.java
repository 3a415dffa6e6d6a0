package dev.holdfast.testkit.history;

import java.util.List;
import java.util.function.Consumer;

/** An operation that names its base stays in the life of that base: it crosses no close, and an open crosses no open. */
final class OneLife implements HistoryCheck.Rule {
    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        for (Event event : events) {
            if (event instanceof Event.Attempt attempt && attempt.base() != null) {
                List<Standing> own = log.byOperation().getOrDefault(attempt.operation(), List.of());
                // The second of a restart follows its own close.
                for (Standing entry : own.subList(0, Math.min(1, own.size()))) {
                    check(attempt.base(), entry, log, violations);
                }
            }
        }
    }

    private static void check(long base, Standing entry, StandingLog log, Consumer<String> violations) {
        Standing between = entry.kind() == Kind.OPEN
                ? log.first(Kind.OPEN, base + 1, entry.seq() - 1)
                : log.first(Kind.CLOSE, base, entry.seq() - 1);
        if (base >= entry.seq()) {
            violations.accept("entry " + entry.seq() + " stands before its base " + base);
        } else if (between != null) {
            violations.accept("entry " + entry.seq() + " was meant for " + base + ", but the " + between.kind() + " at "
                    + between.seq() + " stands between");
        }
    }
}

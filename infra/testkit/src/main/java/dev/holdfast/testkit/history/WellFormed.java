package dev.holdfast.testkit.history;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entries have no gap, lives follow each other, and no operation stands twice. */
final class WellFormed implements HistoryCheck.Rule {
    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        @Nullable Standing before = null;
        for (Standing entry : log.entries()) {
            checkPlace(before, entry, log, violations);
            before = entry;
        }
        log.byOperation().forEach((operation, entries) -> {
            if (entries.size() > 1 && !isRestart(entries)) {
                violations.accept("operation " + operation + " stands "
                        + entries.size() + " times, at "
                        + entries.stream().map(Standing::seq).toList());
            }
        });
    }

    /** One operation that closed a life and opened the next. */
    static boolean isRestart(List<Standing> entries) {
        return entries.size() == 2
                && entries.getFirst().kind() == Kind.CLOSE
                && entries.getLast().kind() == Kind.OPEN
                && entries.getLast().seq() == entries.getFirst().seq() + 1;
    }

    private static void checkPlace(
            @Nullable Standing before, Standing entry, StandingLog log, Consumer<String> violations) {
        long expected = before == null ? 1 : before.seq() + 1;
        if (entry.seq() != expected) {
            if (!log.mayBeTrimmed(entry.seq() - 1)) {
                violations.accept("entries from " + expected + " to " + (entry.seq() - 1) + " are missing");
            }
            return;
        }
        boolean stands = before != null && before.kind() != Kind.CLOSE;
        if (stands == (entry.kind() == Kind.OPEN)) {
            violations.accept("entry " + entry.seq() + " is of kind " + entry.kind() + ", but "
                    + (stands ? "a life stands" : "no life stands") + " before it");
        }
    }
}

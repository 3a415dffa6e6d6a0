package dev.holdfast.testkit.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What was acknowledged stands where it was told, what was refused does not stand, and nothing stands unasked. */
final class AnswersHold implements HistoryCheck.Rule {
    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        Set<String> asked = new HashSet<>();
        Map<Long, String> acknowledged = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Attempt attempt) {
                asked.add(attempt.operation());
                checkAsked(attempt, log, violations);
                checkAnswer(attempt, log, acknowledged, violations);
            }
        }
        for (Standing entry : log.entries()) {
            if (!entry.expired() && !asked.contains(entry.operation())) {
                violations.accept("entry " + entry.seq() + " stands, but nobody asked for it");
            }
        }
    }

    private static void checkAsked(Event.Attempt attempt, StandingLog log, Consumer<String> violations) {
        List<Standing> own = log.byOperation().getOrDefault(attempt.operation(), List.of());
        boolean restarts = attempt.kind() == Kind.RESTART;
        boolean whole = WellFormed.isRestart(own) || own.stream().anyMatch(entry -> log.mayBeTrimmed(entry.seq() - 1));
        for (Standing entry : own) {
            if ((restarts ? !whole : entry.kind() != attempt.kind())
                    || !entry.change().equals(attempt.change())) {
                violations.accept("entry " + entry.seq() + " is not what operation " + attempt.operation()
                        + " asked for: " + attempt.kind() + " " + attempt.change());
            }
        }
    }

    private static void checkAnswer(
            Event.Attempt attempt, StandingLog log, Map<Long, String> acknowledged, Consumer<String> violations) {
        String operation = attempt.operation();
        List<Standing> own = log.byOperation().getOrDefault(operation, List.of());
        switch (attempt.outcome()) {
            case Outcome.Acknowledged(long seq) -> {
                String other = acknowledged.put(seq, operation);
                if (other != null && !other.equals(operation)) {
                    violations.accept("seq " + seq + " was acknowledged to " + other + " and to " + operation);
                }
                boolean stands = own.stream().anyMatch(entry -> entry.seq() == seq);
                if (!stands && !(own.isEmpty() && log.mayBeTrimmed(seq))) {
                    violations.accept("operation " + operation + " was acknowledged at " + seq + ", but stands at "
                            + own.stream().map(Standing::seq).toList());
                }
            }
            case Outcome.Refused(long head, boolean gone) -> {
                if (!own.isEmpty()) {
                    violations.accept("operation " + operation + " was refused, but stands at "
                            + own.getFirst().seq());
                }
                Standing at = log.entry(head);
                if (gone && (at == null ? head > 0 && !log.mayBeTrimmed(head) : at.kind() != Kind.CLOSE)) {
                    violations.accept("operation " + operation + " was told that nothing lives at " + head
                            + ", where no close stands");
                }
            }
            case Outcome.Unknown _ -> {}
        }
    }
}

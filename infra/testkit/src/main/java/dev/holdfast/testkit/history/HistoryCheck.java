package dev.holdfast.testkit.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what callers were told against what stands, log by log, in n log n. It knows nothing of how logs are kept:
 * states and changes are texts that are compared and never understood. Immutable.
 */
public final class HistoryCheck {
    /** One idea of what must hold. */
    interface Rule {
        void check(List<Event> events, StandingLog log, Consumer<String> violations);
    }

    private final List<Rule> rules;

    /** @param skew how far the clocks of two instances may be apart */
    public HistoryCheck(Duration skew) {
        this.rules = List.of(
                new WellFormed(),
                new AnswersHold(),
                new OneLife(),
                new LooksAreTrue(),
                new RealTime(),
                new Lifespans(skew));
    }

    /** Every violation, in a sentence each. */
    public List<String> violations(Collection<Event> events, Collection<StandingLog> logs) {
        Map<String, List<Event>> byLog = events.stream().collect(Collectors.groupingBy(Event::log));
        Map<String, StandingLog> standing =
                logs.stream().collect(Collectors.toMap(StandingLog::name, Function.identity()));
        List<String> violations = new ArrayList<>();
        for (String name : byLog.keySet()) {
            if (!standing.containsKey(name)) {
                violations.add(name + ": it was called, but what stands in it is not given");
            }
        }
        for (StandingLog log : logs) {
            List<Event> told = byLog.getOrDefault(log.name(), List.of());
            rules.forEach(rule -> rule.check(told, log, text -> violations.add(log.name() + ": " + text)));
        }
        return violations;
    }
}

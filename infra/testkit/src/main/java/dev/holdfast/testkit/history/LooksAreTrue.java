package dev.holdfast.testkit.history;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every state that was told is the one that stands at its seq. */
final class LooksAreTrue implements HistoryCheck.Rule {
    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        for (Event event : events) {
            switch (event) {
                case Event.Look look -> check(look.seq(), look.state(), log, violations);
                case Event.PastLook look -> check(look.seq(), look.state(), log, violations);
                case Event.Attempt _, Event.Silence _ -> {}
            }
        }
    }

    private static void check(long seq, @Nullable String told, StandingLog log, Consumer<String> violations) {
        Standing entry = log.entry(seq);
        if (entry == null) {
            boolean neverWritten = seq == 0 && told == null;
            if (!neverWritten && !log.mayBeTrimmed(seq)) {
                violations.accept("a state at " + seq + " was told, where no entry stands");
            }
        } else if (!Objects.equals(entry.state(), told)) {
            violations.accept("at " + seq + " was told " + text(told) + ", but " + text(entry.state()) + " stands");
        }
    }

    private static String text(@Nullable String state) {
        return state == null ? "that nothing lives" : "'" + state + "'";
    }
}

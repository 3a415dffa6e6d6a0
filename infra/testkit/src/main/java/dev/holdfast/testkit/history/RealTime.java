package dev.holdfast.testkit.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was told to a call that has ended, holds for every call that begins afterwards: it sees at least that, and what
 * it appends comes later. And nothing is seen before somebody asked for it.
 */
final class RealTime implements HistoryCheck.Rule {
    /** @param least the seq that the log is known to have reached once this has ended */
    private record Known(long ended, long least) {}

    /** @param fresh whether it comes after all that was known, rather than with it */
    private record Claim(long begun, long seq, boolean fresh, String what) {}

    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        Map<String, Long> firstAsked = new HashMap<>();
        List<Known> known = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (Event event : events) {
            switch (event) {
                case Event.Look(String _, Span span, long seq, String _, boolean _) -> {
                    known.add(new Known(span.ended(), seq));
                    claims.add(new Claim(span.begun(), seq, false, "a read told " + seq));
                }
                case Event.PastLook(String _, Span span, long seq, String _) -> known.add(new Known(span.ended(), seq));
                case Event.Attempt attempt -> {
                    firstAsked.merge(attempt.operation(), attempt.span().begun(), Math::min);
                    known.add(new Known(attempt.span().ended(), reached(attempt.outcome())));
                    if (attempt.outcome() instanceof Outcome.Refused(long head, boolean gone) && gone) {
                        claims.add(new Claim(attempt.span().begun(), head, false, "gone was told at " + head));
                    }
                }
                case Event.Silence _ -> {}
            }
        }
        log.byOperation().forEach((operation, entries) -> {
            Long asked = firstAsked.get(operation);
            if (asked != null) {
                entries.forEach(entry -> claims.add(
                        new Claim(asked, entry.seq(), true, "operation " + operation + " stands at " + entry.seq())));
            }
        });
        compare(known, claims, violations);
        checkNotForeseen(known, log, firstAsked, violations);
        long most = known.stream().mapToLong(Known::least).max().orElse(0);
        if (most > log.head()) {
            violations.accept("it was told to have reached " + most + ", but ends at " + log.head());
        }
    }

    private static long reached(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Acknowledged(long seq) -> seq;
            case Outcome.Refused(long head, boolean _) -> head;
            case Outcome.Unknown _ -> 0;
        };
    }

    private static void compare(List<Known> known, List<Claim> claims, Consumer<String> violations) {
        known.sort(Comparator.comparingLong(Known::ended));
        claims.sort(Comparator.comparingLong(Claim::begun));
        int next = 0;
        long most = 0;
        for (Claim claim : claims) {
            while (next < known.size() && known.get(next).ended() < claim.begun()) {
                most = Math.max(most, known.get(next++).least());
            }
            if (claim.fresh() ? claim.seq() <= most : claim.seq() < most) {
                violations.accept(claim.what() + ", but it began after " + most + " was told");
            }
        }
    }

    /** An entry that was known before its operation was first asked for. */
    private static void checkNotForeseen(
            List<Known> known, StandingLog log, Map<String, Long> firstAsked, Consumer<String> violations) {
        Map<Long, Long> firstTold = new HashMap<>();
        known.forEach(one -> firstTold.merge(one.least(), one.ended(), Math::min));
        firstTold.forEach((seq, told) -> {
            Standing entry = log.entry(seq);
            Long asked = entry == null ? null : firstAsked.get(entry.operation());
            if (asked != null && asked > told) {
                violations.accept("entry " + seq + " was told before its operation was asked for");
            }
        });
    }
}

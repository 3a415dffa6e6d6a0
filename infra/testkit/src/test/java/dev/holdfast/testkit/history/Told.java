package dev.holdfast.testkit.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A history of one log, told by hand: a second passes with every call unless it is said otherwise. */
final class Told {
    static final Standing.Lifetime SHORT = new Standing.Lifetime(Duration.ofSeconds(60), Duration.ofSeconds(600));

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String LOG = "log";

    private final List<Event> events = new ArrayList<>();
    private final List<Standing> entries = new ArrayList<>();
    private long order;
    private long keptFrom = 1;

    /** Right, with a bit of everything. */
    static Told right() {
        return new Told()
                .stands(1, Kind.OPEN, "o", "a", SHORT)
                .attempt("o", Kind.OPEN, null, new Outcome.Acknowledged(1))
                .stands(2, Kind.CHANGE, "c", "ab", null)
                .attempt("c", Kind.CHANGE, 1L, new Outcome.Unknown(true))
                .looks(2, "ab")
                .attempt("c", Kind.CHANGE, 1L, new Outcome.Acknowledged(2))
                .attempt("r", Kind.CHANGE, 1L, new Outcome.Refused(2, false))
                .stands(3, Kind.CLOSE, "x", null, null)
                .attempt("x", Kind.CLOSE, 2L, new Outcome.Acknowledged(3))
                .attempt("g", Kind.CHANGE, 2L, new Outcome.Refused(3, true))
                .looks(3, null);
    }

    Told stands(long seq, Kind kind, String operation, @Nullable String state, Standing.@Nullable Lifetime lifetime) {
        entries.add(new Standing(seq, kind, operation, operation, state, now(), lifetime, false));
        return this;
    }

    Told expires(long seq, Duration after) {
        entries.add(new Standing(seq, Kind.CLOSE, "", "", null, START.plus(after), null, true));
        return this;
    }

    Told keptFrom(long seq) {
        keptFrom = seq;
        return this;
    }

    Told attempt(String operation, Kind kind, @Nullable Long base, Outcome outcome) {
        events.add(new Event.Attempt(LOG, span(), operation, kind, base, operation, outcome));
        return this;
    }

    Told looks(long seq, @Nullable String state) {
        events.add(new Event.Look(LOG, span(), seq, state, true));
        return this;
    }

    Told observes(long seq, @Nullable String state) {
        events.add(new Event.Look(LOG, span(), seq, state, false));
        return this;
    }

    Told looksBack(long seq, @Nullable String state) {
        events.add(new Event.PastLook(LOG, span(), seq, state));
        return this;
    }

    Told silence() {
        events.add(new Event.Silence(LOG, span()));
        return this;
    }

    Told waits(Duration time) {
        order += time.toMillis();
        return this;
    }

    void holds() {
        assertEquals(List.of(), violations());
    }

    void breaks(String sentence) {
        List<String> violations = violations();
        assertTrue(violations.stream().anyMatch(it -> it.contains(sentence)), () -> "not found in " + violations);
    }

    private List<String> violations() {
        return new HistoryCheck(Duration.ofSeconds(1))
                .violations(events, List.of(new StandingLog(LOG, keptFrom, entries)));
    }

    private Instant now() {
        return Objects.requireNonNull(START.plusMillis(order));
    }

    private Span span() {
        Instant begun = now();
        long from = ++order;
        order += 1_000;
        return new Span(from, ++order, begun, now());
    }
}

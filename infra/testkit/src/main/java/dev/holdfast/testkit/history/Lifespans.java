package dev.holdfast.testkit.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is told that a life stands, and meant to keep it, may count on it: until its idle time from then on, less a renewal interval, or its
 * greatest age; and nobody is told so past the deadline by the told one's own clock.
 *
 * <p>What is gone stays gone by {@link RealTime}: who begins later must see the close.
 */
final class Lifespans implements HistoryCheck.Rule {
    private final Duration skew;

    Lifespans(Duration skew) {
        this.skew = skew;
    }

    @Override
    public void check(List<Event> events, StandingLog log, Consumer<String> violations) {
        Map<Long, Instant> lastAlive = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Look look && look.state() != null && look.renews()) {
                Standing open = log.life(look.seq());
                if (open != null) {
                    lastAlive.merge(open.seq(), look.span().clockBegun(), Lifespans::later);
                }
            }
        }
        for (Standing open : log.opens()) {
            Standing end = log.end(open);
            if (end != null && end.expired()) {
                checkNotTooEarly(open, end, lastAlive.get(open.seq()), log, violations);
            }
        }
        checkNotTooLate(events, log, violations);
    }

    private void checkNotTooEarly(
            Standing open, Standing end, @Nullable Instant lastAlive, StandingLog log, Consumer<String> violations) {
        Instant until = promisedUntil(open, log.entry(end.seq() - 1), lastAlive);
        if (until == null || end.at().isBefore(until.minus(skew))) {
            violations.accept("the life of " + open.seq() + " was ended for its deadline at " + end.at() + " by "
                    + end.seq() + ", but was promised " + (until == null ? "for ever" : "until " + until));
        }
    }

    /** Null is for ever. */
    private static @Nullable Instant promisedUntil(
            Standing open, @Nullable Standing newest, @Nullable Instant lastAlive) {
        Standing.Lifetime lifetime = lifetime(open);
        Instant oldest = lifetime.age() == null ? null : open.at().plus(lifetime.age());
        Duration idle = lifetime.idle();
        Duration promise = lifetime.promised();
        if (idle == null || promise == null) {
            return oldest;
        }
        Instant kept = newest == null ? open.at() : newest.at().plus(idle);
        kept = lastAlive == null ? kept : later(kept, lastAlive.plus(promise));
        return oldest != null && oldest.isBefore(kept) ? oldest : kept;
    }

    /** In the order of the callers' own clocks: who comes past every deadline that those before could set, is too late. */
    private static void checkNotTooLate(List<Event> events, StandingLog log, Consumer<String> violations) {
        List<Event> inOrder = events.stream()
                .sorted(Comparator.comparing(event -> event.span().clockBegun()))
                .toList();
        Map<Long, Instant> renewed = new HashMap<>();
        Instant unknown = Instant.MIN;
        for (Event event : inOrder) {
            Standing open = event instanceof Event.Look look && look.state() != null ? log.life(look.seq()) : null;
            if (open == null) {
                unknown = later(unknown, event.span().clockEnded());
                continue;
            }
            Standing.Lifetime lifetime = lifetime(open);
            Instant kept = later(unknown, renewed.getOrDefault(open.seq(), open.at()));
            Instant begun = event.span().clockBegun();
            boolean idle = lifetime.idle() != null && !begun.isBefore(kept.plus(lifetime.idle()));
            boolean old = lifetime.age() != null && !begun.isBefore(open.at().plus(lifetime.age()));
            if (idle || old) {
                violations.accept(
                        "the life of " + open.seq() + " was told to stand at " + begun + ", past its deadline");
            } else if (event instanceof Event.Look look && look.renews()) {
                renewed.merge(open.seq(), event.span().clockEnded(), Lifespans::later);
            }
        }
    }

    private static Standing.Lifetime lifetime(Standing open) {
        return open.lifetime() == null ? Standing.Lifetime.FOREVER : open.lifetime();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

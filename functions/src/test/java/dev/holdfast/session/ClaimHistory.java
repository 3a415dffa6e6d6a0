package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What agents were told, in the order in which it happened. An agent holds from the answer on, until it begins to give
 * the claim back, or the lease that it was told of ends. Thread-safe.
 */
final class ClaimHistory {
    /** How far the clocks of the instances are apart. */
    static final Duration SKEW = Duration.ofSeconds(1);

    private final SettableClock clock;
    private final AtomicLong order = new AtomicLong();
    private final List<Hold> told = new ArrayList<>();
    private final List<Leap> leaps = new ArrayList<>();
    private final AtomicInteger conflicts = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    ClaimHistory(SettableClock clock) {
        this.clock = clock;
    }

    /** The time was about to be moved to {@code to}. */
    private record Leap(long at, Instant to) {}

    /** That one session was told of one claim. Changed only by its agent, and by {@link #assertNobodyHeldWhatAnotherDid}. */
    static final class Hold {
        private final Claim claim;
        private final Set<String> places;
        private final long from;
        private Instant until;
        private long to = Long.MAX_VALUE;

        private Hold(Claim claim, Set<String> places, long from) {
            this.claim = claim;
            this.places = places;
            this.from = from;
            this.until = claim.leaseUntil();
        }

        private boolean conflictsWith(Hold other) {
            return !claim.sessionId().equals(other.claim.sessionId())
                    && !(claim.mode() == ClaimMode.SHARED && other.claim.mode() == ClaimMode.SHARED)
                    && places.stream().anyMatch(other.places::contains);
        }

        @Override
        public String toString() {
            return claim + " from " + from + " to " + to;
        }
    }

    synchronized Hold began(Claim claim, Set<String> places) {
        Hold hold = new Hold(claim, places, order.incrementAndGet());
        told.add(hold);
        return hold;
    }

    /** To be called before the call that gives them back. */
    synchronized void end(List<Hold> holds) {
        long now = order.incrementAndGet();
        holds.forEach(hold -> hold.to = Math.min(hold.to, now));
    }

    /** A claim that lapsed before the answer came is not held again by it. */
    synchronized void renewed(List<Hold> holds, List<Claim> claims) {
        Instant now = clock.instant();
        for (Hold hold : holds) {
            claims.stream()
                    .filter(claim -> claim.id().equals(hold.claim.id()) && now.isBefore(hold.until))
                    .forEach(claim -> hold.until = claim.leaseUntil());
        }
    }

    /** Moves the time: mostly to where a lease has ended by one instance's clock, and not by the other's. */
    synchronized void advance(Random random) {
        Instant now = clock.instant();
        Instant wanted = told.stream()
                .filter(hold -> hold.to == Long.MAX_VALUE && now.isBefore(hold.until.minus(SKEW)))
                .map(hold -> hold.until)
                .min(Comparator.naturalOrder())
                .map(until -> until.minusMillis(1 + random.nextLong(SKEW.toMillis())))
                .filter(_ -> random.nextInt(4) > 0)
                .orElseGet(() -> now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 200_000 : 15_000)));
        leaps.add(new Leap(order.incrementAndGet(), wanted));
        clock.advance(Duration.between(now, wanted));
    }

    void conflict() {
        conflicts.incrementAndGet();
    }

    void failed() {
        failures.incrementAndGet();
    }

    int conflicts() {
        return conflicts.get();
    }

    synchronized int holds() {
        return told.size();
    }

    /** Also that tokens grow from holder to holder. */
    synchronized void assertNobodyHeldWhatAnotherDid() {
        told.forEach(hold -> leaps.stream()
                .filter(leap -> !leap.to().isBefore(hold.until))
                .findFirst()
                .ifPresent(leap -> hold.to = Math.min(hold.to, leap.at())));
        List<Hold> real = told.stream()
                .filter(hold -> hold.from < hold.to)
                .sorted(Comparator.comparingLong(hold -> hold.from))
                .toList();
        assertTrue(real.size() > told.size() / 2, real.size() + " of " + told.size());
        List<Hold> standing = new ArrayList<>();
        Map<String, Long> exclusive = new HashMap<>();
        Map<String, Long> any = new HashMap<>();
        for (Hold next : real) {
            for (Hold ended : standing.stream().filter(it -> it.to <= next.from).toList()) {
                standing.remove(ended);
                ended.places.forEach(place -> {
                    any.merge(place, ended.claim.token(), Math::max);
                    if (ended.claim.mode() == ClaimMode.EXCLUSIVE) {
                        exclusive.merge(place, ended.claim.token(), Math::max);
                    }
                });
            }
            assertEquals(
                    List.of(),
                    standing.stream().filter(next::conflictsWith).toList(),
                    () -> next + " was told while these stood");
            Map<String, Long> before = next.claim.mode() == ClaimMode.EXCLUSIVE ? any : exclusive;
            next.places.forEach(place ->
                    assertTrue(next.claim.token() > before.getOrDefault(place, 0L), () -> "an older token: " + next));
            standing.add(next);
        }
    }

    @Override
    public synchronized String toString() {
        return told.size() + " grants told, " + conflicts + " conflicts, " + failures + " failed calls, " + leaps.size()
                + " leaps of the clock";
    }
}

package dev.holdfast.table;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What one call may still use and what it has used: time until its deadline, store calls and capacity. Thread-safe, so
 * that parallel parts of a call share it.
 */
public final class Budget {
    /** Below this a store call could only be cut off in the middle. */
    private static final Duration LEAST = Duration.ofMillis(50);

    private final Clock clock;
    private final Instant deadline;
    private Consumption consumed = new Consumption(0, 0, 0);

    public Budget(Clock clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /**
     * Time left.
     *
     * @throws Refusal {@link Reason#UNAVAILABLE} when too little is left for a store call
     */
    public Duration remaining() {
        Duration left = left();
        if (left.compareTo(LEAST) < 0) {
            throw new Refusal(
                    Reason.UNAVAILABLE,
                    "The call ran out of time. What was written is complete; send the same call again.",
                    Map.of("retry_after", 1));
        }
        return left;
    }

    /** Time left, negative when it has run out. */
    public Duration left() {
        return Duration.between(clock.instant(), deadline);
    }

    synchronized void spend(Capacity capacity) {
        consumed = new Consumption(
                consumed.calls() + 1,
                consumed.readUnits() + capacity.readUnits(),
                consumed.writeUnits() + capacity.writeUnits());
    }

    /** What has been used so far. */
    public synchronized Consumption consumed() {
        return consumed;
    }

    /** Store calls made and capacity units used; a call the SDK repeated after a fault counts once. */
    public record Consumption(int calls, double readUnits, double writeUnits) {}
}

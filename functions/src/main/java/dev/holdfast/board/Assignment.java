package dev.holdfast.board;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an agent holds a task, on lease.
 *
 * @param subject whose token took it: the same agent of another subject is another holder
 * @param session while it lives the lease goes on; null for none
 * @param token grows with every holder of the task: the fencing token of commands
 * @param until when the lease ends, but for its session
 * @param previous the agent whose lease had ended when this one took the task, and whom the board may show still; null
 *     for none
 */
public record Assignment(
        String task,
        String agent,
        String subject,
        @Nullable String session,
        long token,
        Instant since,
        Instant until,
        @Nullable String previous) {
    public static final Duration DEFAULT_LEASE = Duration.ofHours(4);
    public static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);
    public static final Duration LONGEST_LEASE = Duration.ofDays(7);

    /** How far the clocks of two instances may be apart. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** @param sessionEnds when its session ends unless it is touched; null when it lives no more */
    Instant leaseEnds(@Nullable Instant sessionEnds) {
        return sessionEnds != null && sessionEnds.isAfter(until) ? sessionEnds : until;
    }

    boolean isHeldBy(String otherAgent, String otherSubject) {
        return agent.equals(otherAgent) && subject.equals(otherSubject);
    }
}

package dev.holdfast.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That an agent holds a task, on lease.
 *
 * @param board the task's board, as {@link Binding#board} names it
 * @param subject whose token took it: the same agent of another subject is another holder
 * @param session while it lives the lease goes on; null for none
 * @param token grows with every holder of the task: the fencing token of commands
 * @param until when the lease ends, but for its session
 * @param shown the agents that the board may still show, since it has not heard of a holder after them
 * @param confirmed whether the board shows this agent
 * @param done whether the task is done, as far as commands told
 */
public record Assignment(
        String board,
        String task,
        String agent,
        String subject,
        @Nullable String session,
        long token,
        Instant since,
        Instant until,
        List<String> shown,
        boolean confirmed,
        boolean done) {
    public static final Duration DEFAULT_LEASE = Duration.ofHours(4);
    public static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);
    public static final Duration LONGEST_LEASE = Duration.ofDays(7);

    /** How far the clocks of two instances may be apart. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final int MOST_SHOWN = 20;

    public Assignment {
        shown = List.copyOf(shown);
        since = Instant.ofEpochMilli(since.toEpochMilli());
        until = Instant.ofEpochMilli(until.toEpochMilli());
    }

    /** @param sessionEnds when its session ends unless it is touched; null when it lives no more */
    Instant leaseEnds(@Nullable Instant sessionEnds) {
        return sessionEnds != null && sessionEnds.isAfter(until) ? sessionEnds : until;
    }

    boolean isHeldBy(String otherAgent, String otherSubject) {
        return agent.equals(otherAgent) && subject.equals(otherSubject);
    }

    /** For longer, by the same agent. */
    Assignment renewed(@Nullable String newSession, Instant newUntil) {
        return new Assignment(
                board,
                task,
                agent,
                subject,
                newSession == null ? session : newSession,
                token,
                since,
                newUntil.isAfter(until) ? newUntil : until,
                shown,
                confirmed,
                false);
    }

    /** Whom the board may show once another has the task. */
    List<String> shownToo(boolean given) {
        if (!given || shown.contains(agent) || shown.size() >= MOST_SHOWN) {
            return shown;
        }
        List<String> all = new ArrayList<>(shown);
        all.add(agent);
        return all;
    }
}

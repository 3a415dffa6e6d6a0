package dev.holdfast.table;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits between attempts at something contended: full jitter over a doubling window (AWS Architecture Blog,
 * "Exponential Backoff And Jitter"), so that rivals do not meet again. Stateless.
 */
public final class Backoff {
    private static final long BASE_NANOS = Duration.ofMillis(10).toNanos();
    private static final int MOST_DOUBLINGS = 6;

    private Backoff() {}

    /** @param attempt 0 for the first wait */
    public static void await(int attempt, Budget budget) {
        long window = BASE_NANOS << Math.min(attempt, MOST_DOUBLINGS);
        long pause = ThreadLocalRandom.current().nextLong(1, window);
        LockSupport.parkNanos(Math.min(pause, budget.remaining().toNanos()));
    }
}

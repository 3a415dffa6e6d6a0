package dev.holdfast.client.spool;

import java.time.Duration;

/**
 * When to try again: after 1, 2, 4, 8, then every 16 minutes.
 *
 * @param mostAttempts after which an item is dead; at least 1
 */
public record Backoff(int mostAttempts) {
    private static final int DOUBLINGS = 4;

    /** @param attempts made so far, at least 1 */
    Duration after(int attempts) {
        return Duration.ofMinutes(1L << Math.min(attempts - 1, DOUBLINGS));
    }

    boolean isSpent(int attempts) {
        return attempts >= mostAttempts;
    }
}

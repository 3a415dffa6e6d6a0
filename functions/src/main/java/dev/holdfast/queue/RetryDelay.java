package dev.holdfast.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failure: twice as long each time, up to a cap, and up to a quarter longer by chance, so that
 * what failed together does not come again together. What the other side asked for is waited for, and as much longer.
 */
final class RetryDelay {
    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration CAP = Duration.ofHours(1);
    static final Duration MOST_ASKED = Duration.ofHours(24);
    static final double JITTER = 0.25;

    private final RandomGenerator random;

    RetryDelay(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempt that failed, from 1
     * @param asked by the other side; null when it asked for nothing
     */
    Duration after(int attempt, @Nullable Duration asked) {
        Duration least = asked == null ? doubled(attempt) : least(asked, MOST_ASKED);
        return least.plusMillis((long) (least.toMillis() * JITTER * random.nextDouble()));
    }

    private static Duration doubled(int attempt) {
        return attempt > 6 ? CAP : least(FIRST.multipliedBy(1L << (attempt - 1)), CAP);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

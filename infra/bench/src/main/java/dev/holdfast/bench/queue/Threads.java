package dev.holdfast.bench.queue;

import java.time.Duration;
import java.util.List;

/** Waits for threads, but not for ever. */
final class Threads {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Threads() {}

    /** @throws IllegalStateException if one goes on for longer than {@link #LONGEST} */
    static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                if (!thread.join(LONGEST)) {
                    throw new IllegalStateException(thread.getName() + " does not end");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

package dev.holdfast.local.http;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Repeats a call as the contract tells clients to: on no answer, 429, 500 and 503, after the pause asked for. Thread-safe. */
final class PersistentClient {
    private static final int MOST_ATTEMPTS = 30;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Client> clients;
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** @param clients asked in turn, so that a repetition meets another instance */
    PersistentClient(List<Client> clients) {
        this.clients = clients;
    }

    /** The first answer that repeating would not change. */
    Answer send(Call call) {
        int start = ThreadLocalRandom.current().nextInt(clients.size());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            long pause = PAUSE_NANOS;
            try {
                Answer answer = clients.get((start + attempt) % clients.size()).send(call);
                if (answer.status() != 429 && answer.status() < 500) {
                    return answer;
                }
                refused.increment();
                pause = answer.headers()
                        .firstValue("Retry-After")
                        .map(seconds -> TimeUnit.SECONDS.toNanos(Long.parseLong(seconds)))
                        .orElse(PAUSE_NANOS);
            } catch (UncheckedIOException noAnswer) {
                unanswered.increment();
            }
            pause(pause + ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
        }
        throw new AssertionError("No lasting answer in " + MOST_ATTEMPTS + " attempts: " + call);
    }

    /** How many attempts had no answer. */
    long unanswered() {
        return unanswered.sum();
    }

    /** How many attempts were answered 429 or 5xx. */
    long refused() {
        return refused.sum();
    }

    /** Asks again and again until it is so. */
    static void until(BooleanSupplier so) {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (so.getAsBoolean()) {
                return;
            }
            pause(PAUSE_NANOS);
        }
        throw new AssertionError("It does not come to be");
    }

    /** Before the next attempt: longer each time, up to 16 pauses, with jitter. */
    static void pause(int attempt) {
        pause(ThreadLocalRandom.current().nextLong(PAUSE_NANOS / 10, PAUSE_NANOS << Math.min(attempt, 4)));
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

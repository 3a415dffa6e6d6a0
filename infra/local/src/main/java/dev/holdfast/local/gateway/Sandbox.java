package dev.holdfast.local.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs invocations as Lambda does: each on a (virtual) thread of its own, ended at the function's time-out, whatever it
 * throws kept from the caller. Thread-safe.
 */
public final class Sandbox {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Duration timeout;
    private final Duration margin;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** With the time-out that the functions are deployed with, 30 s, and a second of it kept for the answer's way. */
    public Sandbox() {
        this(TIMEOUT, Duration.ofSeconds(1));
    }

    /** @param margin how long before the time-out the deadline is that a function is told */
    Sandbox(Duration timeout, Duration margin) {
        this.timeout = timeout;
        this.margin = margin;
    }

    /** Waits until the invocation has ended in one of the three ways. */
    <T> Outcome<T> run(Invocation<T> invocation) {
        Instant deadline = Instant.now().plus(timeout).minus(margin);
        Future<T> result = threads.submit(() -> invocation.run(deadline));
        try {
            return new Outcome.Returned<>(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Outcome.TimedOut<>(timeout);
        } catch (ExecutionException failed) {
            return new Outcome.Threw<>(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Threw<>(stopping);
        } finally {
            result.cancel(true);
        }
    }

    /** The function's own code. */
    interface Invocation<T> {
        T run(Instant deadline) throws Exception;
    }

    /** How an invocation ended. */
    sealed interface Outcome<T> {
        record Returned<T>(T value) implements Outcome<T> {}

        record Threw<T>(Throwable cause) implements Outcome<T> {}

        record TimedOut<T>(Duration after) implements Outcome<T> {}
    }
}

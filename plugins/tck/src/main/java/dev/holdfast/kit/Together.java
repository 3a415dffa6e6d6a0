package dev.holdfast.kit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls that begin at the same moment, each on a thread of its own. */
final class Together {

    private Together() {}

    sealed interface Outcome<T> {}

    record Returned<T>(T value) implements Outcome<T> {}

    record Threw<T>(Throwable cause) implements Outcome<T> {}

    /** What all of them return; fails when one of them does. */
    static <T> List<T> all(List<Callable<T>> calls) {
        return outcomes(calls).stream().map(Together::value).toList();
    }

    static <T> List<Outcome<T>> outcomes(List<Callable<T>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<T>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            return running.stream().map(Together::outcome).toList();
        }
    }

    private static <T> Outcome<T> outcome(Future<T> running) {
        try {
            return new Returned<>(running.get());
        } catch (ExecutionException e) {
            return new Threw<>(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Threw<>(e);
        }
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Returned<T>(T value) -> value;
            case Threw<T>(Throwable cause) -> throw new AssertionError("One of the calls failed", cause);
        };
    }
}

package dev.holdfast.local.http;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers at once. */
final class Crowd {
    private Crowd() {}

    /** Runs all on this many threads, and gives their results in order, or throws the first failure once all ended. */
    static <T> List<T> run(int threads, List<Callable<T>> tasks) {
        List<Future<T>> running;
        try (ExecutorService crowd = Executors.newFixedThreadPool(threads)) {
            running = tasks.stream().map(crowd::submit).toList();
        }
        return running.stream().map(Crowd::result).toList();
    }

    private static <T> T result(Future<T> ended) {
        try {
            return ended.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}

package dev.holdfast.table;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** The same step for many things at once, on virtual threads. */
public final class Parallel {
    /** As many store calls at once as the HTTP client keeps connections for; more would only open and drop them. */
    public static final int MOST_AT_ONCE = 16;

    private Parallel() {}

    /** The results in the order of {@code inputs}. All steps are tried; then the first failure, if any, is thrown. */
    public static <I, O> List<O> map(List<I> inputs, Function<I, O> step) {
        if (inputs.size() == 1) {
            return List.of(step.apply(inputs.getFirst()));
        }
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<O>> running = inputs.stream()
                    .map(input -> threads.submit((Callable<O>) () -> {
                        places.acquire();
                        try {
                            return step.apply(input);
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            return running.stream().map(Parallel::result).toList();
        }
    }

    /** Two results that were worked out side by side. */
    public record Both<A, B>(A first, B second) {}

    /** Runs {@code first} on a virtual thread while this one runs {@code second}. */
    public static <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
        FutureTask<A> beside = new FutureTask<>(first::get);
        Thread.startVirtualThread(beside);
        B own = second.get();
        return new Both<>(result(beside), own);
    }

    private static <O> O result(Future<O> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

package dev.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One execution environment: a process of the runtime interface client and the Runtime API that it is served. */
final class RuntimeProcess implements AutoCloseable {
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final RuntimeApi api;
    private final Process process;
    private final Duration deadline;
    private final Duration initDuration;

    /** @throws IllegalStateException if the function does not initialise, with the reason that the runtime gave */
    RuntimeProcess(ProcessBuilder command, Duration deadline) {
        this.deadline = deadline;
        long start = System.nanoTime();
        api = RuntimeApi.start(deadline);
        command.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            process = command.start();
        } catch (IOException failure) {
            api.close();
            throw new UncheckedIOException(failure);
        }
        CompletableFuture<Void> exit = process.onExit().thenAccept(ended -> api.exited(ended.exitValue()));
        Optional<String> failure = await(api.initialised(), INIT_LIMIT)
                .orElseGet(() -> Optional.of("nothing asked for an invocation within " + INIT_LIMIT));
        initDuration = Duration.ofNanos(System.nanoTime() - start);
        if (failure.isPresent()) {
            close();
            exit.join();
            throw new IllegalStateException("The function did not initialise: " + failure.get());
        }
    }

    Duration initDuration() {
        return initDuration;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** After {@link InvocationResult.TimedOut} the process is no longer alive. */
    InvocationResult invoke(String event) {
        CompletableFuture<InvocationResult> result = api.invoke(event);
        return await(result, deadline).orElseGet(() -> {
            close();
            return new InvocationResult.TimedOut();
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
        try {
            if (!process.waitFor(KILL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + process.pid() + " survived being killed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, Duration limit) {
        try {
            return Optional.of(future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a function ran", interrupted);
        }
    }
}

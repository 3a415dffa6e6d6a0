package dev.holdfast.board;

import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Refusal;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Budget;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what plugins do, so that none can take a call with it: in time whatever the plugin does, and with every failure
 * that the SPI does not know turned into {@link BoardFailure.Unavailable}.
 */
final class ProviderCalls {
    /** Connecting, and one call: the SPI gives each 5 seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(11);
    /** Left of a call to write down what came of it. */
    private static final Duration RESERVE = Duration.ofSeconds(3);

    private ProviderCalls() {}

    /**
     * @param plugin its loader: libraries look things up by the thread's
     * @param hung called when the plugin did not answer in time
     * @throws BoardFailure as the provider raised it, or in place of what it must not raise
     * @throws InvalidConfig as the provider raised it
     */
    static <T> T run(Budget budget, @Nullable ClassLoader plugin, Supplier<T> call, Runnable hung) {
        Duration left = budget.left().minus(RESERVE);
        if (!left.isPositive()) {
            throw new BoardFailure.Unavailable("There was no time left to ask the board");
        }
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = Thread.ofVirtual().name("board").unstarted(task);
        thread.setContextClassLoader(plugin);
        thread.start();
        try {
            return task.get(Math.min(left.toNanos(), LIMIT.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            hung.run();
            throw new BoardFailure.Unavailable("The board took too long");
        } catch (InterruptedException _) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new BoardFailure.Unavailable("The call was broken off");
        } catch (ExecutionException failed) {
            throw known(failed.getCause());
        }
    }

    private static RuntimeException known(@Nullable Throwable cause) {
        return switch (cause) {
            case BoardFailure failure -> failure;
            case InvalidConfig invalid -> invalid;
            case Refusal refusal -> refusal;
            case VirtualMachineError fatal when !(fatal instanceof StackOverflowError) -> throw fatal;
            case null -> new BoardFailure.Unavailable("The board's provider failed");
            default -> {
                Defects.log("a board's provider", cause);
                yield new BoardFailure.Unavailable(
                        "The board's provider failed with " + cause.getClass().getSimpleName());
            }
        };
    }
}

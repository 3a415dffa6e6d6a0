package dev.holdfast.kit;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Calls a provider again that gave up after a long time, as a host does: a machine that stood still for seconds is no
 * fault of the provider's. One that gives up at once is not excused.
 */
final class RetryingProvider extends Delegate {

    private static final int MOST_ATTEMPTS = 3;
    private static final long LONG = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier misbehaves;

    /** @param misbehaves whether the back end does so on purpose, when nothing is called again */
    RetryingProvider(BoardProvider provider, BooleanSupplier misbehaves) {
        super(provider);
        this.misbehaves = misbehaves;
    }

    @Override
    <T> T call(Supplier<T> action) {
        for (int attempt = 1; ; attempt++) {
            long begun = System.nanoTime();
            try {
                return action.get();
            } catch (BoardFailure.Unavailable failure) {
                boolean atOnce = System.nanoTime() - begun < LONG;
                if (atOnce || attempt == MOST_ATTEMPTS || misbehaves.getAsBoolean()) {
                    throw failure;
                }
            }
        }
    }
}

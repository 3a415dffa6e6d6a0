package dev.holdfast.log;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;

/** A run small enough to be done for every mutant; public for the class loader that holds one. */
public final class SmallWorkload implements LongFunction<List<String>> {
    @Override
    public List<String> apply(long seed) {
        try {
            return LogWorkload.run(Scale.small(seed)).violations();
        } catch (ExecutionException failed) {
            return List.of("a writer failed: " + failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

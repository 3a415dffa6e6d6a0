package dev.holdfast.bench;

import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What one benchmark took.
 *
 * @param micros median of the processor time of an operation
 * @param spread half the distance of the quartiles, as a part of the median
 * @param bytes allocated by an operation
 */
public record Measurement(double micros, double spread, double bytes) {
    public static Measurement of(RunResult result) {
        Statistics times = secondary(result, CpuTime.MICROS).getStatistics();
        double median = times.getPercentile(50);
        double spread = (times.getPercentile(75) - times.getPercentile(25)) / 2 / median;
        return new Measurement(
                median, spread, secondary(result, "gc.alloc.rate.norm").getScore());
    }

    private static Result<?> secondary(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name);
    }

    /** {@code 12.3 µs ± 4 % | 56 kB}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s µs ± %.0f %% | %s kB", short3(micros), 100 * spread, short3(bytes / 1000));
    }

    private static String short3(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}

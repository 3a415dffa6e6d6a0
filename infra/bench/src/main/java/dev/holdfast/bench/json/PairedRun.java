package dev.holdfast.bench.json;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * Both libraries in turn in one process, warmed up and measured by the processor time of one thread: for machines that
 * are too busy for JMH, whose warm-up goes by the clock.
 */
public final class PairedRun {
    private static final int ROUNDS = 15;
    private static final long ROUND_NANOS = 50_000_000;
    private static final long WARM_UP_NANOS = 1_500_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final EditBenchmarks BENCHMARKS = new EditBenchmarks();

    /** Holds the last result, so that no work can be left out. */
    @SuppressWarnings("unused")
    private static volatile Object result = "";

    private PairedRun() {}

    /** Markdown tables of apply and diff: medians, and half the distance of the quartiles as a part of them. */
    public static String report() throws IOException {
        StringBuilder text = new StringBuilder();
        compare(text, "apply", BENCHMARKS::apply, BENCHMARKS::applyPeer);
        compare(text, "apply to unknown length", BENCHMARKS::applyToUnknownLength, BENCHMARKS::applyPeer);
        compare(text, "diff", BENCHMARKS::diff, BENCHMARKS::diffPeer);
        return text.toString();
    }

    private static void compare(
            StringBuilder text, String title, Function<Pair, Object> ours, Function<Pair, Object> peers)
            throws IOException {
        text.append("\n### ").append(title).append("\n\n| document | Holdfast | peer | times as fast |\n");
        text.append("| --- | ---: | ---: | ---: |\n");
        for (Scenario scenario : Scenario.values()) {
            Pair pair = new Pair();
            pair.scenario = scenario;
            pair.read();
            micros(pair, ours, WARM_UP_NANOS);
            micros(pair, peers, WARM_UP_NANOS);
            double[] own = new double[ROUNDS];
            double[] other = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                own[i] = micros(pair, ours, ROUND_NANOS);
                other[i] = micros(pair, peers, ROUND_NANOS);
            }
            Arrays.sort(own);
            Arrays.sort(other);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | **%.1f** |%n",
                    scenario.label(),
                    cell(own),
                    cell(other),
                    other[ROUNDS / 2] / own[ROUNDS / 2]));
        }
    }

    private static double micros(Pair pair, Function<Pair, Object> operation, long nanos) {
        long start = THREADS.getCurrentThreadCpuTime();
        long taken = 0;
        long count = 0;
        for (long batch = 1; taken < nanos; batch = taken < nanos / 20 ? 2 * batch : batch) {
            for (long i = 0; i < batch; i++) {
                result = operation.apply(pair);
            }
            count += batch;
            taken = THREADS.getCurrentThreadCpuTime() - start;
        }
        return taken / 1e3 / count;
    }

    private static String cell(double[] sorted) {
        double median = sorted[ROUNDS / 2];
        double spread = (sorted[ROUNDS * 3 / 4] - sorted[ROUNDS / 4]) / 2 / median;
        return String.format(
                Locale.ROOT, median < 100 ? "%,.1f µs ± %.0f %%" : "%,.0f µs ± %.0f %%", median, 100 * spread);
    }
}

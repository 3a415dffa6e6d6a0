package dev.holdfast.bench.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What one phase gave, round by round.
 *
 * @param ours jobs a second
 * @param peer jobs a second
 * @param costs of one of our jobs
 */
record Row(List<Double> ours, List<Double> peer, List<Spending.Total> costs) {
    static Row empty() {
        return new Row(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Means, with the least and the most. */
    @Override
    public String toString() {
        Spending.Total cost =
                costs.stream().reduce(Spending.Total.NONE, Spending.Total::plus).each(costs.size());
        return String.format(
                Locale.ROOT,
                "%s | %s | %.2f× | %.2f, %.2f, %.2f",
                spread(ours),
                spread(peer),
                mean(ours) / mean(peer),
                cost.calls(),
                cost.writeUnits(),
                cost.readUnits());
    }

    private static String spread(List<Double> values) {
        return String.format(
                Locale.ROOT, "%.0f (%.0f–%.0f)", mean(values), Collections.min(values), Collections.max(values));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}

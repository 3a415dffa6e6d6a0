package dev.holdfast.bench.queue;

import dev.holdfast.table.Parallel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;

/** What one job costs, put in and drained, while others wait for a later time. */
final class PendingCost {
    private PendingCost() {}

    static String table(URI endpoint) {
        return """

                | others pending | store calls, WU, RU of one job |
                | ---: | ---: |
                """ + row(endpoint, 100) + row(endpoint, 10_000);
    }

    private static String row(URI endpoint, int pending) {
        Spending.Total cost = beside(endpoint, pending);
        return String.format(
                Locale.ROOT,
                "| %,d | %.0f, %.0f, %.0f |%n",
                pending,
                cost.calls(),
                cost.writeUnits(),
                cost.readUnits());
    }

    private static Spending.Total beside(URI endpoint, int pending) {
        try (HoldfastQueue queue = new HoldfastQueue(endpoint, "pending" + pending)) {
            Instant later = Instant.now().plus(Duration.ofHours(1));
            Parallel.map(IntStream.range(0, pending).boxed().toList(), i -> {
                queue.put("later-" + i, later);
                return i;
            });
            queue.spent();
            queue.put("now");
            if (queue.drainOnce().done() != 1) {
                throw new IllegalStateException("one job was due");
            }
            return queue.spent();
        }
    }
}

package dev.holdfast.bench.log;

import dev.holdfast.bench.LocalTable;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.testkit.DynamoDbLocal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;

/**
 * Stores a second on one document by 1, 8 and 32 writers in one instance and in two, and what each store costs, over
 * DynamoDB Local. The figures tell the two ways of writing apart; the store under them is not AWS'.
 */
public final class Throughput {
    private static final int STORES = 1_500;
    private static final int DOCUMENT = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI endpoint;
    private int tables;

    private Throughput(URI endpoint) {
        this.endpoint = endpoint;
    }

    private record Figures(double perSecond, double writeUnits, double readUnits) {}

    /** The table in Markdown. */
    public static String report() {
        try (DynamoDbLocal store = DynamoDbLocal.inMemory()) {
            return new Throughput(store.endpoint()).table();
        }
    }

    private String table() {
        StringBuilder report = new StringBuilder("""

                | writers × instances | log: stores/s | item: stores/s | log is faster by | log: WU, RU a store | item: WU, RU a store |
                | --- | --- | --- | --- | --- | --- |
                """);
        measure(this::logs, 1, 8);
        measure(this::items, 1, 8);
        for (int instances : new int[] {1, 2}) {
            for (int writers : new int[] {1, 8, 32}) {
                Figures log = measure(this::logs, instances, writers);
                Figures item = measure(this::items, instances, writers);
                report.append("| %d × %d | %.0f | %.0f | %.1f× | %.2f, %.2f | %.2f, %.2f |%n"
                        .formatted(
                                writers,
                                instances,
                                log.perSecond(),
                                item.perSecond(),
                                log.perSecond() / item.perSecond(),
                                log.writeUnits(),
                                log.readUnits(),
                                item.writeUnits(),
                                item.readUnits()));
            }
        }
        return report.toString();
    }

    private List<Writer> logs(int instances) {
        String name = newTable();
        new LogWriter(table(name)).open(budget(), "-".repeat(DOCUMENT));
        return many(instances, () -> new LogWriter(table(name)));
    }

    private List<Writer> items(int instances) {
        String name = newTable();
        new ItemWriter(table(name)).open(budget(), "-".repeat(DOCUMENT));
        return many(instances, () -> new ItemWriter(table(name)));
    }

    private static List<Writer> many(int count, java.util.function.Supplier<Writer> make) {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            writers.add(make.get());
        }
        return writers;
    }

    /** {@code writers} threads on each instance share the stores out among them. */
    private static Figures measure(Function<Integer, List<Writer>> make, int instances, int writers) {
        List<Writer> each = make.apply(instances);
        AtomicInteger left = new AtomicInteger(STORES);
        DoubleAdder writeUnits = new DoubleAdder();
        DoubleAdder readUnits = new DoubleAdder();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < writers * instances; i++) {
                Writer writer = each.get(i % instances);
                running.add(threads.submit(() -> {
                    for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                        Budget budget = budget();
                        writer.store(budget, "%0200d".formatted(n));
                        writeUnits.add(budget.consumed().writeUnits());
                        readUnits.add(budget.consumed().readUnits());
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Figures(STORES / seconds, writeUnits.sum() / STORES, readUnits.sum() / STORES);
    }

    private String newTable() {
        String name = "bench" + tables++;
        table(name).createIfAbsent();
        return name;
    }

    private Table table(String name) {
        return LocalTable.at(endpoint, name);
    }

    private static Budget budget() {
        return new Budget(Clock.systemUTC(), Instant.now().plus(LIMIT));
    }
}

package dev.holdfast.log;

import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.history.History;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/** What all actors of a run share: a store, two instances before it behind a wall of faults, and the time. */
final class World implements AutoCloseable {
    /** A fifth of all reads fail, and a quarter of all writes, which alone meet transactions. */
    private static final FaultPlan FAULTS = new FaultPlan(0.06, 0.04, 0.05, 0.05, 0.05);

    static final Duration A_DAY = Duration.ofDays(1);

    static final Duration SKEW = Duration.ofSeconds(1);

    final List<LogName> logs;
    final Table direct;
    final List<Instance> instances;
    /** Without faults. */
    final Instance calm;

    final History history = new History();
    final Counts counts = new Counts();
    final Client client = new Client(history, counts);
    final TestLogs.SettableClock clock = new TestLogs.SettableClock();
    /** Read by every call: the time does not leap while one is under way. */
    final ReadWriteLock leaps = new ReentrantReadWriteLock(true);

    private final FaultInjector faults;

    World(long seed, int logs) {
        String name = "t" + UUID.randomUUID();
        this.logs = IntStream.range(0, logs)
                .mapToObj(i -> new LogName("acme", "p.i#s#log" + i))
                .toList();
        this.direct = TestStore.table(TestStore.endpoint(), name);
        this.faults = FaultInjector.between(TestStore.endpoint(), FAULTS, seed);
        Table hasty = new Table(TestStore.clientWithoutRetries(faults.endpoint()), name);
        Table patient = new Table(TestStore.client(faults.endpoint()), name);
        // One that tries again waits between; most do not, so that a run takes a minute and not five.
        List<Table> tables = List.of(hasty, hasty, hasty, patient);
        this.instances =
                List.of(new Instance(tables, clock), new Instance(tables.reversed(), Clock.offset(clock, SKEW)));
        this.calm = new Instance(List.of(direct), clock);
    }

    /** How a log's lives end: never, by idling, or by their age. */
    Lifetime lifetime(LogName log) {
        return switch (logs.indexOf(log) % 5) {
            case 0 -> Lifetime.FOREVER;
            case 1, 2 -> new Lifetime(null, null, A_DAY);
            case 3 -> new Lifetime(Duration.ofSeconds(60), Duration.ofMinutes(20), A_DAY);
            default ->
                logs.indexOf(log) % 2 == 0
                        ? new Lifetime(Duration.ofMinutes(4), null, A_DAY)
                        : new Lifetime(null, Duration.ofMinutes(15), null);
        };
    }

    /** Whether the log goes on for ever, but its history does not. */
    boolean isTrimmed(LogName log) {
        Lifetime lifetime = lifetime(log);
        return lifetime.history() != null && !lifetime.ends();
    }

    /** One log has a document that is itself too large for an item. */
    boolean isHeavy(LogName log) {
        return logs.size() > 10 && log.equals(logs.get(1));
    }

    @Override
    public void close() {
        faults.faults().forEach((fault, count) -> counts.add("fault " + fault, count));
        faults.requests().forEach((request, count) -> counts.add("request " + request, count));
        faults.close();
    }
}

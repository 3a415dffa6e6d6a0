package dev.holdfast.bench.queue;

import dev.holdfast.bench.LocalTable;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Drained;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outcome;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.QueueStatus;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Keyset;
import dev.holdfast.security.KeysetSealing;
import dev.holdfast.security.Operation;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Holdfast's queue in a table of its own; every drainer is another instance, with a client of its own. */
final class HoldfastQueue implements Contender {
    static final Shards SHARDS = new Shards(4);

    private static final String TENANT = "bench";
    private static final Caller CALLER = new Caller(TENANT, "bench", Set.of());
    private static final KeysetSealing SEALING = new KeysetSealing(Keyset.of(Keyset.generate()));
    private static final Clock CLOCK = Clock.systemUTC();

    private final URI endpoint;
    private final String name;
    private final Queue queue;
    private final Spending spending = new Spending();
    private final Semaphore done = new Semaphore(0);

    HoldfastQueue(URI endpoint, String name) {
        this.endpoint = endpoint;
        this.name = name;
        Table table = LocalTable.at(endpoint, name);
        table.createIfAbsent();
        this.queue = queueOver(table);
    }

    private static Queue queueOver(Table table) {
        return new Queue(table, SEALING, SHARDS, Wake.NONE, CLOCK);
    }

    @Override
    public void put(String id) {
        put(id, CLOCK.instant());
    }

    void put(String id, Instant due) {
        Budget budget = budget();
        queue.enqueue().put(budget, TENANT, List.of(NewJob.of(Nothing.KIND, id, Payload.of(id), due)));
        spending.add(budget.consumed());
    }

    /** One run of a drain, until nothing is due. */
    Drained drainOnce() {
        return run(drain(queue));
    }

    /** What all calls have used since this was asked for last. */
    Spending.Total spent() {
        return spending.take();
    }

    @Override
    public Draining drain(int drainers) {
        AtomicBoolean closed = new AtomicBoolean();
        List<Thread> threads = IntStream.range(0, drainers)
                .mapToObj(_ -> drain(queueOver(LocalTable.at(endpoint, name))))
                .map(drain -> Thread.ofPlatform().daemon().start(() -> {
                    while (!closed.get()) {
                        if (run(drain).done() == 0) {
                            LockSupport.parkNanos(
                                    Duration.ofMillis(PAUSE_MILLIS).toNanos());
                        }
                    }
                }))
                .toList();
        return () -> {
            closed.set(true);
            Threads.join(threads);
        };
    }

    private static Drain drain(Queue queue) {
        return queue.drain(List.of(new Nothing()), List.of(), new Random(1));
    }

    private Drained run(Drain drain) {
        Budget budget = budget();
        Drained drained = drain.apply(budget, "bench", Drain.ShardRange.ALL);
        spending.add(budget.consumed());
        done.release(drained.done());
        return drained;
    }

    @Override
    public Semaphore done() {
        return done;
    }

    @Override
    public boolean isEmpty() {
        QueueStatus.Counts counts =
                queue.status(List.of(new Nothing())).of(new Call(CALLER, Operation.unkeyed(), budget()));
        return counts.pending() + counts.due() + counts.leased() + counts.dead() == 0;
    }

    @Override
    public void close() {}

    private static Budget budget() {
        return new Budget(CLOCK, CLOCK.instant().plus(Race.LIMIT));
    }

    /** Does nothing with a job. */
    private record Nothing() implements JobHandler {
        private static final String KIND = "nothing";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Outcome run(Job job, Lease lease) {
            return new Outcome.Done();
        }
    }
}

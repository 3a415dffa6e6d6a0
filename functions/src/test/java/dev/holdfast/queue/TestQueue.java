package dev.holdfast.queue;

import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The queue as one instance has it, over a real table. */
final class TestQueue {
    static final String TENANT = "acme";
    static final Shards SHARDS = new Shards(4);

    final Queue queue;
    final DeadLetters dead;
    final QueueStatus status;
    private final Drain drain;
    private final Clock clock;
    Budget budget = budget();

    TestQueue(Table table, Clock clock, JobHandler... handlers) {
        this.clock = clock;
        this.queue = new Queue(table, TestKeysets.sealing(), SHARDS, Wake.NONE, clock);
        this.drain = queue.drain(List.of(handlers), List.of(), new Random(1));
        this.dead = queue.deadLetters(new Cursors(table));
        this.status = queue.status(List.of(handlers));
    }

    static Budget budget() {
        return new Budget(Clock.systemUTC(), Instant.now().plusSeconds(600));
    }

    Call call() {
        budget = budget();
        return new Call(new Caller(TENANT, "tester", Set.of()), Operation.unkeyed(), budget);
    }

    NewJob job(String id) {
        return NewJob.of("work", id, ("payload of " + id).getBytes(StandardCharsets.UTF_8), clock.instant());
    }

    void put(NewJob... jobs) {
        budget = budget();
        queue.enqueue().put(budget, TENANT, List.of(jobs));
    }

    Drained drain() {
        budget = budget();
        return drain.apply(budget, "test", Drain.ShardRange.ALL);
    }

    Drained drainWithin(Duration time) {
        budget = new Budget(Clock.systemUTC(), Instant.now().plus(time));
        return drain.apply(budget, "test", Drain.ShardRange.ALL);
    }

    QueueStatus.Counts counts() {
        return status.of(call());
    }
}

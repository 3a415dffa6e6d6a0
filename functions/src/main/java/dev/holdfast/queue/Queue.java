package dev.holdfast.queue;

import dev.holdfast.log.Chunks;
import dev.holdfast.log.LogName;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The durable queue over one table. Thread-safe. */
public final class Queue {
    private final Table table;
    private final Shards shards;
    private final Wake wake;
    private final Clock clock;
    private final Chunks chunks;
    private final JobItems items;
    private final Enqueue enqueue;

    /** @param shards of the due index; the queue takes its own, as many */
    public Queue(Table table, Sealing sealing, Shards shards, Wake wake, Clock clock) {
        this.table = table;
        this.shards = shards.queue();
        this.wake = wake;
        this.clock = clock;
        this.chunks = new Chunks(table, sealing, shards, clock);
        this.items = new JobItems(sealing, chunks);
        this.enqueue = new Enqueue(table, items, this.shards, clock);
    }

    public Enqueue enqueue() {
        return enqueue;
    }

    /** The item that {@link #isWaiting} is asked of. */
    public static Key groupKey(String tenant, String group) {
        return JobKeys.group(tenant, group);
    }

    /** Whether jobs of the group have yet to be done, so that what must come after them has to wait too. */
    public static boolean isWaiting(@Nullable Item group) {
        return group != null && group.number(Groups.TAIL) > (group.has(Groups.GONE) ? group.number(Groups.GONE) : 0);
    }

    /** To be called once work that is due now has been put in. */
    public Wake wake() {
        return wake;
    }

    /** What works on the jobs. */
    public Drain drain(List<JobHandler> handlers, List<Outbox> outboxes, RandomGenerator random) {
        Handlers byKind = new Handlers(handlers);
        RetryDelay delay = new RetryDelay(random);
        return new Drain(
                table,
                new SingleJobs(table, items, byKind, chunks, delay, shards, clock),
                new Groups(table, items, byKind, chunks, delay, shards, clock),
                outboxes,
                shards,
                clock);
    }

    public DeadLetters deadLetters(Cursors cursors) {
        return new DeadLetters(table, items, chunks, cursors, shards, wake, clock);
    }

    /** @param handlers that this version has */
    public QueueStatus status(List<JobHandler> handlers) {
        return new QueueStatus(table, new Handlers(handlers), clock);
    }

    /** Whether {@code row} of the index of what is cleaned up is the queue's: chunks of a payload. */
    public boolean sweeps(Key row) {
        return row.pk().endsWith("#chunks") && Chunks.isMark(chunksOf(row), row);
    }

    /** Removes chunks that are released, or whose writer did not finish. */
    public void sweep(Budget budget, Key row) {
        chunks.sweep(budget, chunksOf(row), row);
    }

    private static LogName chunksOf(Key row) {
        return JobKeys.chunks(JobKeys.tenant(row));
    }
}

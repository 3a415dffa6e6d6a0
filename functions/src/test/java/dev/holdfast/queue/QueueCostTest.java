package dev.holdfast.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the queue asks of the store: exact, and the same however much else waits. */
class QueueCostTest {
    private final SettableClock clock = new SettableClock();

    @Test
    void an_empty_drain_is_one_query_a_shard() {
        TestQueue queue = new TestQueue(TestStore.table(), clock);
        queue.drain();
        assertEquals(new Budget.Consumption(4, 2, 0), queue.budget.consumed());
    }

    @Test
    void a_small_job_without_failures_takes_three_writes_and_seven_units() {
        TestQueue queue = new TestQueue(TestStore.table(), clock, Worker.always(new Outcome.Done()));
        queue.put(queue.job("one"));
        assertEquals(new Budget.Consumption(1, 0, 2), queue.budget.consumed());
        queue.drain();
        Budget.Consumption drained = queue.budget.consumed();
        assertEquals(5, drained.writeUnits());
        assertEquals(2 + 2 * 4, drained.calls(), "a lease, an end, and two looks at each shard");
    }

    @Test
    void a_failure_is_two_writes_and_a_dead_letter_two() {
        TestQueue queue = new TestQueue(TestStore.table(), clock, Worker.always(new Outcome.Retry("down", null)));
        queue.put(queue.job("one").triedAtMost(2));
        queue.drain();
        assertEquals(new Budget.Consumption(6, 2, 6), queue.budget.consumed());
        clock.advance(Duration.ofMinutes(2));
        queue.drain();
        assertEquals(new Budget.Consumption(6, 2, 6), queue.budget.consumed());
        assertEquals(1, queue.counts().dead());
    }

    @Test
    void the_cost_of_a_job_does_not_depend_on_how_many_wait() {
        int most = Boolean.getBoolean("holdfast.long") ? 100_000 : 10_000;
        Budget.Consumption few = oneJobBeside(100);
        assertEquals(few, oneJobBeside(most));
        assertTrue(few.writeUnits() <= 8);
    }

    private Budget.Consumption oneJobBeside(int waiting) {
        String name = "t" + UUID.randomUUID();
        Table table = TestStore.table(TestStore.endpoint(), name);
        TestStore.load(
                name,
                IntStream.range(0, waiting)
                        .mapToObj(i -> Item.at(JobKeys.job("acme", "w" + i))
                                .text("id", "w" + i)
                                .text("kind", "work")
                                .number("max", 3)
                                .number("at", clock.millis())
                                .bytes("p", new byte[100])
                                .dueAt("queue#" + i % 4, clock.instant().plusSeconds(60 + i % 600))
                                .build())
                        .toList());
        TestQueue queue = new TestQueue(table, clock, Worker.always(new Outcome.Done()));
        queue.put(queue.job("one"));
        Budget.Consumption put = queue.budget.consumed();
        assertEquals(1, queue.drain().done());
        Budget.Consumption drained = queue.budget.consumed();
        return new Budget.Consumption(
                put.calls() + drained.calls(),
                put.readUnits() + drained.readUnits(),
                put.writeUnits() + drained.writeUnits());
    }

    @Test
    void jobs_put_in_at_once_into_one_group_are_one_transaction() {
        TestQueue queue = new TestQueue(TestStore.table(), clock, Worker.always(new Outcome.Done()));
        var writes = queue.queue
                .enqueue()
                .writes(
                        queue.budget,
                        TestQueue.TENANT,
                        List.of(queue.job("a").inGroup("g"), queue.job("b").inGroup("g")));
        assertEquals(3, writes.size());
        assertEquals(1, queue.budget.consumed().calls());
    }
}

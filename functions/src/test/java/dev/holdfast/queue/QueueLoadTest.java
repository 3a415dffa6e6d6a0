package dev.holdfast.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Parallel;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many jobs, three drainers at once, handlers that fail three times in ten. */
class QueueLoadTest {
    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);

    @Test
    void ten_thousand_jobs_are_each_done_exactly_once() throws Exception {
        Worker worker = failingThreeInTen();
        run(10_000, worker, TestStore.endpoint());
        worker.effects.forEach((id, times) -> assertEquals(1, times.get(), id));
        assertEquals(10_000, worker.effects.size());
        TestQueue after = new TestQueue(table, clock);
        assertEquals(0, after.counts().dead());
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    @Test
    void over_a_store_that_fails_none_is_lost_and_a_repeated_effect_has_the_same_key() throws Exception {
        Worker worker = failingThreeInTen();
        try (FaultInjector faults = FaultInjector.between(TestStore.endpoint(), FaultPlan.each(0.04), 11)) {
            run(1_000, worker, faults.endpoint());
        }
        assertEquals(1_000, worker.effects.size());
        TestQueue after = new TestQueue(table, clock);
        assertEquals(0, after.counts().dead());
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    @Test
    void a_poison_job_among_a_thousand_dies_alone() throws Exception {
        Worker worker = new Worker(
                (job, _) -> job.id().equals("j500") ? new Outcome.Retry("poison", null) : new Outcome.Done());
        run(1_000, worker, TestStore.endpoint());
        TestQueue after = new TestQueue(table, clock);
        assertEquals(
                List.of("j500"),
                after.dead.list(after.call(), 100, null).items().stream()
                        .map(DeadLetter::id)
                        .toList());
        assertEquals(999, worker.effects.size());
        assertEquals(
                NewJob.DEFAULT_ATTEMPTS,
                worker.order().stream().filter("j500"::equals).count());
    }

    private static Worker failingThreeInTen() {
        return new Worker((job, _) -> Math.floorMod((job.id() + ":" + job.attempt()).hashCode(), 10) < 3
                ? new Outcome.Retry("three in ten", null)
                : new Outcome.Done());
    }

    /** Puts jobs in and drains by three at once until nothing is left but dead letters. */
    private void run(int jobs, Worker worker, URI endpoint) throws Exception {
        List<TestQueue> instances = IntStream.range(0, 3)
                .mapToObj(_ -> new TestQueue(TestStore.table(endpoint, name), clock, worker))
                .toList();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        Parallel.map(IntStream.range(0, jobs).boxed().toList(), i -> {
            TestQueue queue = instances.get(i % 3);
            String id = "j" + i;
            for (int attempt = 0; attempt < 20; attempt++) {
                try {
                    queue.queue.enqueue().put(TestQueue.budget(), TestQueue.TENANT, List.of(queue.job(id)));
                    return failed.remove(id);
                } catch (dev.holdfast.problem.Refusal passing) {
                    failed.add(id);
                }
            }
            throw new IllegalStateException("the store fails too often");
        });
        assertEquals(Set.of(), failed);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 60 && isPending(); round++) {
                List<Future<Boolean>> runs = instances.stream()
                        .map(queue -> threads.submit(() -> drainQuietly(queue)))
                        .toList();
                for (Future<Boolean> drained : runs) {
                    drained.get();
                }
                clock.advance(Duration.ofMinutes(15));
            }
        }
    }

    /** A run that a fault stops is one that the schedule repeats. */
    private static boolean drainQuietly(TestQueue queue) {
        try {
            queue.drain();
            return true;
        } catch (dev.holdfast.problem.Refusal passing) {
            return false;
        }
    }

    private boolean isPending() {
        return TestStore.partition(table, "acme#jobs").stream().anyMatch(item -> !DeadLetter.isOne(item));
    }
}

package dev.holdfast.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupTest {
    private final Table table = TestStore.table();
    private final SettableClock clock = new SettableClock();

    private TestQueue queue(JobHandler... handlers) {
        return new TestQueue(table, clock, handlers);
    }

    @Test
    void jobs_of_a_group_are_done_in_the_order_they_were_put_in() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        List<String> order = IntStream.range(0, 25).mapToObj(i -> "j" + i).toList();
        order.forEach(id -> queue.put(queue.job(id).inGroup("task")));
        assertEquals(25, queue.drain().done());
        assertEquals(order, worker.order());
        assertEquals(0, queue.counts().groups());
        assertEquals(0, queue.drain().done());
    }

    @Test
    void a_failure_holds_back_those_after_it_and_no_other_group() {
        boolean[] down = {true};
        Worker worker = new Worker(
                (job, _) -> down[0] && job.id().equals("a1") ? new Outcome.Retry("down", null) : new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(
                queue.job("a1").inGroup("a"),
                queue.job("a2").inGroup("a"),
                queue.job("b1").inGroup("b"));
        Drained first = queue.drain();
        assertEquals(List.of(1, 1), List.of(first.done(), first.retried()));
        queue.put(queue.job("a3").inGroup("a"));
        assertEquals(0, queue.drain().done(), "a job put in must not cut the wait short");
        down[0] = false;
        clock.advance(Duration.ofSeconds(75));
        assertEquals(3, queue.drain().done());
        assertEquals(
                List.of("a1", "a1", "a2", "a3"),
                worker.order().stream().filter(id -> id.startsWith("a")).toList());
        Job again =
                worker.jobs.stream().filter(it -> it.id().equals("a1")).toList().getLast();
        assertEquals(2, again.attempt());
        assertEquals("down", again.history().getFirst().cause());
        assertEquals(1, worker.last().attempt());
    }

    @Test
    void a_dead_letter_pauses_nothing_and_a_redriven_one_goes_to_the_end() {
        Worker worker = new Worker((job, _) ->
                job.id().equals("bad") && job.history().isEmpty() ? new Outcome.Reject("never") : new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(queue.job("bad").inGroup("g"), queue.job("next").inGroup("g"));
        Drained drained = queue.drain();
        assertEquals(List.of(1, 1), List.of(drained.dead(), drained.done()));
        DeadLetters.Whole whole = queue.dead.find(queue.call(), "bad");
        assertEquals("g", whole.letter().group());
        assertEquals("never", whole.job().history().getFirst().cause());
        queue.put(queue.job("third").inGroup("g"));
        queue.dead.redrive(queue.call(), "bad");
        assertEquals(1, queue.drain().done());
        assertEquals(List.of("bad", "next", "third", "bad"), worker.order());
        assertEquals(1, queue.counts().dead(), "begun anew, it died anew");
    }

    @Test
    void a_group_counts_attempts_of_its_first_job_alone() {
        Worker worker = Worker.always(new Outcome.Retry("down", null));
        TestQueue queue = queue(worker);
        queue.put(
                queue.job("one").triedAtMost(2).inGroup("g"),
                queue.job("two").triedAtMost(2).inGroup("g"));
        for (int i = 0; i < 3; i++) {
            queue.drain();
            clock.advance(Duration.ofMinutes(5));
        }
        assertEquals(List.of("one", "one", "two", "two"), worker.order());
        assertEquals(2, queue.counts().dead());
        assertEquals(
                List.of(1, 2), worker.jobs.stream().skip(2).map(Job::attempt).toList());
    }

    @Test
    void a_job_put_in_while_the_group_leaves_the_index_is_done_by_the_same_run() {
        TestQueue[] queues = new TestQueue[1];
        Worker worker = new Worker((job, _) -> {
            if (job.id().equals("first")) {
                queues[0].put(queues[0].job("second").inGroup("g"));
            }
            return new Outcome.Done();
        });
        queues[0] = queue(worker);
        queues[0].put(queues[0].job("first").inGroup("g"));
        assertEquals(2, queue(worker).drain().done());
    }

    @Test
    void an_unknown_kind_holds_its_group_and_is_kept() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(
                NewJob.of("newer", "n", new byte[0], clock.instant()).inGroup("g"),
                queue.job("after").inGroup("g"));
        assertEquals(1, queue.drain().unknownKind());
        assertTrue(worker.jobs.isEmpty());
        assertEquals(2, queue.counts().pending());
    }

    @Test
    void a_stale_worker_of_a_group_changes_nothing() {
        Worker second = Worker.always(new Outcome.Done());
        TestQueue taker = queue(second);
        TestQueue queue = queue(new Worker((_, lease) -> {
            clock.advance(Lease.TERM);
            assertEquals(2, taker.drain().done());
            assertFalse(lease.extend());
            return new Outcome.Done();
        }));
        queue.put(queue.job("one").inGroup("g"), queue.job("two").inGroup("g"));
        assertEquals(1, queue.drain().lost());
        assertEquals(List.of("one", "two"), second.order());
        assertTrue(second.last().fence() > 1);
    }

    @Test
    void under_many_drainers_members_never_swap_and_two_never_hold_a_group_at_once() throws Exception {
        Map<String, List<Integer>> done = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> holders = new ConcurrentHashMap<>();
        List<String> violations = Collections.synchronizedList(new ArrayList<>());
        Map<String, Long> fences = new ConcurrentHashMap<>();
        Worker worker = new Worker((job, _) -> {
            String group = java.util.Objects.requireNonNull(job.group());
            if (holders.computeIfAbsent(group, _ -> new AtomicInteger()).incrementAndGet() > 1) {
                violations.add("two hold " + group);
            }
            int number = Integer.parseInt(job.id().substring(job.id().indexOf('-') + 1));
            boolean fails = Math.floorMod((job.id() + job.attempt()).hashCode(), 10) < 3;
            if (fences.merge(group, job.fence(), Math::max) > job.fence()) {
                violations.add("the fence of " + group + " went back");
            }
            if (!fails) {
                done.computeIfAbsent(group, _ -> Collections.synchronizedList(new ArrayList<>()))
                        .add(number);
            }
            holders.get(group).decrementAndGet();
            return fails ? new Outcome.Retry("again", null) : new Outcome.Done();
        });
        TestQueue queue = queue(worker);
        int each = 20;
        for (int i = 0; i < each; i++) {
            for (int group = 0; group < 10; group++) {
                queue.put(queue.job("g" + group + "-" + i).inGroup("g" + group));
            }
        }
        int total = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 200 && total < 10 * each; round++) {
                List<Future<Drained>> runs = IntStream.range(0, 3)
                        .mapToObj(_ -> threads.submit(() -> queue(worker).drain()))
                        .toList();
                for (Future<Drained> run : runs) {
                    total += run.get().done();
                }
                clock.advance(Duration.ofMinutes(20));
            }
        }
        assertEquals(List.of(), violations);
        List<Integer> inOrder = IntStream.range(0, each).boxed().toList();
        assertEquals(10, done.size());
        done.forEach((group, numbers) -> assertEquals(inOrder, numbers, group));
    }
}

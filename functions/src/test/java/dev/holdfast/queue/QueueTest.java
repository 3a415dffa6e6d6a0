package dev.holdfast.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final Outcome FAILURE = new Outcome.Retry("the board is down", null);

    private final Table table = TestStore.table();
    private final SettableClock clock = new SettableClock();

    private TestQueue queue(JobHandler... handlers) {
        return new TestQueue(table, clock, handlers);
    }

    @Test
    void a_job_is_done_once_and_goes() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        UUID project = UUID.randomUUID();
        queue.put(queue.job("one").forProject(project));
        assertEquals(1, queue.drain().done());
        assertEquals(0, queue.drain().done());
        Job job = worker.last();
        assertEquals("payload of one", new String(job.payload(), StandardCharsets.UTF_8));
        assertEquals(
                List.of("acme", "one", "work", 1, project),
                List.of(job.tenant(), job.id(), job.kind(), job.attempt(), job.project()));
        assertEquals(1, worker.jobs.size());
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    @Test
    void a_job_put_in_twice_is_one_job() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(queue.job("one"), queue.job("one"));
        queue.drain();
        assertEquals(List.of("one"), worker.order());
    }

    @Test
    void a_job_waits_for_its_time_to_the_second() {
        TestQueue queue = queue(Worker.always(new Outcome.Done()));
        queue.put(NewJob.of("work", "later", new byte[0], clock.instant().plusSeconds(30)));
        clock.advance(Duration.ofSeconds(29));
        assertEquals(0, queue.drain().done());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(1, queue.drain().done());
    }

    @Test
    void each_delay_is_twice_the_one_before_up_to_an_hour_and_at_most_a_quarter_longer() {
        RetryDelay delay = new RetryDelay(new Random(7));
        for (int attempt = 1; attempt <= 40; attempt++) {
            long least = Math.min(60_000L << Math.min(attempt - 1, 10), 3_600_000);
            for (int i = 0; i < 200; i++) {
                long millis = delay.after(attempt, null).toMillis();
                assertTrue(millis >= least && millis <= least + least / 4, attempt + ": " + millis);
            }
        }
        assertTrue(IntStream.range(0, 50)
                        .mapToObj(_ -> delay.after(1, null))
                        .distinct()
                        .count()
                > 40);
    }

    @Test
    void what_the_other_side_asks_for_is_waited_for_up_to_a_day() {
        RetryDelay delay = new RetryDelay(new Random(7));
        for (int i = 0; i < 200; i++) {
            long asked = delay.after(5, Duration.ofSeconds(7)).toMillis();
            assertTrue(asked >= 7_000 && asked <= 8_750, asked + " ms");
            long most = delay.after(1, Duration.ofDays(9)).toHours();
            assertTrue(most >= 24 && most <= 30, most + " h");
        }
    }

    @Test
    void failures_are_counted_spaced_and_end_as_a_dead_letter_with_payload_cause_and_history() {
        Worker worker = Worker.always(FAILURE);
        TestQueue queue = queue(worker);
        queue.put(queue.job("poor").triedAtMost(3));
        for (int attempt = 1; attempt <= 3; attempt++) {
            Drained drained = queue.drain();
            assertEquals(attempt < 3 ? 1 : 0, drained.retried());
            assertEquals(attempt < 3 ? 0 : 1, drained.dead());
            assertEquals(attempt, worker.last().attempt());
            assertEquals(attempt - 1, worker.last().history().size());
            clock.advance(Duration.ofMinutes(1L << (attempt - 1)).minusMillis(1));
            assertEquals(0, queue.drain().retried(), "tried before its time");
            clock.advance(Duration.ofSeconds(15L << (attempt - 1)).plusMillis(1));
        }
        assertEquals(3, worker.jobs.size());
        DeadLetters.Whole whole = queue.dead.find(queue.call(), "poor");
        assertEquals("payload of poor", new String(whole.job().payload(), StandardCharsets.UTF_8));
        assertEquals("the board is down", whole.letter().cause());
        assertEquals(3, whole.letter().attempts());
        assertEquals(
                List.of(1, 2, 3),
                whole.job().history().stream().map(FailedAttempt::number).toList());
        assertEquals(
                List.of(whole.letter()), queue.dead.list(queue.call(), 10, null).items());
    }

    @Test
    void a_cause_that_stays_is_a_dead_letter_at_once() {
        Worker worker = Worker.always(new Outcome.Reject("no such task"));
        TestQueue queue = queue(worker);
        queue.put(queue.job("wrong"));
        assertEquals(1, queue.drain().dead());
        clock.advance(Duration.ofDays(2));
        queue.drain();
        assertEquals(1, worker.jobs.size());
        assertEquals(
                "no such task", queue.dead.find(queue.call(), "wrong").letter().cause());
    }

    @Test
    void refusals_decide_by_their_reason_and_defects_are_retried() {
        Worker passing = new Worker((_, _) -> {
            throw new Refusal(Reason.THROTTLED, "Slow down.", Map.of("retry_after", 20));
        });
        TestQueue queue = queue(passing);
        queue.put(queue.job("slow"));
        assertEquals(1, queue.drain().retried());
        clock.advance(Duration.ofMillis(19_999));
        assertEquals(0, queue.drain().retried());
        clock.advance(Duration.ofMillis(5_001));
        assertEquals(1, queue.drain().retried());
        queue.dead.list(queue.call(), 1, null);
        assertEquals(1, refusing(new Refusal(Reason.PROJECT_NOT_FOUND, "Gone.")).dead());
        assertEquals(1, refusing(new IllegalStateException("bug")).retried());
    }

    private Drained refusing(RuntimeException thrown) {
        TestQueue queue = new TestQueue(TestStore.table(), clock, new Worker((_, _) -> {
            throw thrown;
        }));
        queue.put(queue.job("x"));
        return queue.drain();
    }

    @Test
    void a_redriven_job_begins_anew_and_keeps_its_history() {
        Outcome[] next = {new Outcome.Reject("wrong url")};
        Worker worker = new Worker((_, _) -> next[0]);
        TestQueue queue = queue(worker);
        queue.put(queue.job("one"), queue.job("two"));
        queue.drain();
        assertEquals(2, queue.counts().dead());
        next[0] = new Outcome.Done();
        queue.dead.redrive(queue.call(), "one");
        queue.dead.redrive(queue.call(), "one");
        assertEquals(1, queue.drain().done());
        assertEquals(1, worker.last().attempt());
        assertEquals("wrong url", worker.last().history().getFirst().cause());
        assertEquals(new DeadLetters.Redriven(0, true), queue.dead.redriveAll(queue.call(), "other"));
        assertEquals(new DeadLetters.Redriven(1, true), queue.dead.redriveAll(queue.call(), "work"));
        assertEquals(1, queue.drain().done());
        assertTrue(queue.dead.list(queue.call(), 10, null).items().isEmpty());
        assertRefused(Reason.DEAD_LETTER_NOT_FOUND, () -> queue.dead.redrive(queue.call(), "one"));
    }

    @Test
    void a_dropped_dead_letter_is_gone_and_a_living_job_cannot_be_dropped() {
        TestQueue queue = queue(Worker.always(new Outcome.Reject("no")));
        queue.put(queue.job("one"));
        assertRefused(Reason.DEAD_LETTER_NOT_FOUND, () -> queue.dead.drop(queue.call(), "one"));
        queue.drain();
        queue.dead.drop(queue.call(), "one");
        assertRefused(Reason.DEAD_LETTER_NOT_FOUND, () -> queue.dead.drop(queue.call(), "one"));
        assertRefused(Reason.DEAD_LETTER_NOT_FOUND, () -> queue.dead.find(queue.call(), "one"));
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    @Test
    void dead_letters_are_paged_the_last_to_die_first() {
        TestQueue queue = queue(Worker.always(new Outcome.Reject("no")));
        for (int i = 0; i < 5; i++) {
            queue.put(queue.job("j" + i));
            queue.drain();
            clock.advance(Duration.ofSeconds(1));
        }
        DeadLetters.Listed first = queue.dead.list(queue.call(), 3, null);
        DeadLetters.Listed second = queue.dead.list(queue.call(), 3, first.nextCursor());
        assertEquals(
                List.of("j4", "j3", "j2"),
                first.items().stream().map(DeadLetter::id).toList());
        assertEquals(
                List.of("j1", "j0"), second.items().stream().map(DeadLetter::id).toList());
        assertNull(second.nextCursor());
    }

    @Test
    void a_job_of_an_unknown_kind_is_kept_and_told_and_done_by_a_version_that_knows_it() {
        TestQueue older = queue();
        older.put(older.job("new"));
        assertEquals(1, older.drain().unknownKind());
        assertEquals(Map.of("work", 1), older.counts().unknownKinds());
        clock.advance(SingleJobs.UNKNOWN_KIND_PAUSE);
        Worker worker = Worker.always(new Outcome.Done());
        assertEquals(1, queue(worker).drain().done());
        assertEquals(1, worker.last().attempt(), "a look at an unknown kind is no attempt");
    }

    @Test
    void a_large_payload_comes_back_whole_and_leaves_nothing_behind() {
        byte[] noise = new byte[1_500_000];
        new Random(3).nextBytes(noise);
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(NewJob.of("work", "large", noise, clock.instant()));
        assertEquals(1, queue.drain().done());
        assertArrayEquals(noise, worker.last().payload());
        for (Item row : due("due")) {
            assertTrue(queue.queue.sweeps(row.key()));
            queue.queue.sweep(TestQueue.budget(), row.key());
        }
        assertEquals(1, TestStore.partition(table, "acme#jobs#chunks").size(), "the mark alone goes by TTL");
        assertTrue(due("due").isEmpty());
    }

    private List<Item> due(String name) {
        return new dev.holdfast.table.Shards(name, TestQueue.SHARDS.count())
                .all().stream()
                        .flatMap(shard ->
                                table
                                        .query(TestQueue.budget(), Query.due(shard, clock.instant(), 100))
                                        .items()
                                        .stream())
                        .toList();
    }

    @Test
    void payloads_are_sealed() {
        TestQueue queue = queue();
        queue.put(queue.job("secret"));
        Item item = TestStore.partition(table, "acme#jobs").getFirst();
        assertFalse(new String(item.bytes("p"), StandardCharsets.ISO_8859_1).contains("payload"));
    }

    @Test
    void the_drain_stops_before_its_deadline_and_leaves_the_rest_for_the_next() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(queue.job("one"));
        Drained cut = queue.drainWithin(Drain.RESERVE.minusSeconds(1));
        assertFalse(cut.finished());
        assertEquals(0, worker.jobs.size());
        assertEquals(1, queue.drain().done());
    }

    @Test
    void a_part_of_the_shards_can_be_drained_by_itself() {
        Worker worker = Worker.always(new Outcome.Done());
        TestQueue queue = queue(worker);
        IntStream.range(0, 40).forEach(i -> queue.put(queue.job("j" + i)));
        Drain drain = queue.queue.drain(List.of(worker), List.of(), new Random(1));
        int first =
                drain.apply(TestQueue.budget(), "t", new Drain.ShardRange(0, 1)).done();
        int second =
                drain.apply(TestQueue.budget(), "t", new Drain.ShardRange(2, 3)).done();
        assertTrue(first > 0 && second > 0);
        assertEquals(40, first + second);
    }

    @Test
    void the_status_counts_what_waits_is_due_is_leased_and_is_dead() {
        Worker worker = new Worker((job, _) -> job.id().startsWith("bad") ? new Outcome.Reject("bad") : FAILURE);
        TestQueue queue = queue(worker);
        queue.put(queue.job("bad1"), queue.job("bad2"), queue.job("waits"));
        queue.drain();
        clock.advance(Duration.ofSeconds(10));
        queue.put(
                queue.job("due1"),
                queue.job("due2").inGroup("g"),
                queue.job("due3").inGroup("g"));
        QueueStatus.Counts counts = queue.counts();
        assertEquals(new QueueStatus.Counts(2, 2, 0, 2, 1, Duration.ofSeconds(10), Map.of(), true), counts);
    }

    @Test
    void counting_stops_at_a_thousand_and_says_so() {
        TestQueue queue = queue(Worker.always(FAILURE));
        List<Item> many = IntStream.range(0, 1_050)
                .mapToObj(i -> Item.at(JobKeys.job("acme", "j" + i))
                        .text("id", "j" + i)
                        .text("kind", "work")
                        .number("max", 3)
                        .number("at", clock.millis())
                        .bytes("p", new byte[] {1})
                        .dueAt("queue#0", clock.instant().plusSeconds(9))
                        .build())
                .toList();
        Budget budget = TestQueue.budget();
        many.forEach(item -> table.write(budget, dev.holdfast.table.Write.Put.always(item)));
        QueueStatus.Counts counts = queue.counts();
        assertEquals(1_000, counts.pending());
        assertFalse(counts.complete());
    }

    @Test
    void the_clock_of_another_instance_a_second_ahead_gives_nobody_a_job_twice() {
        TestQueue[] other = new TestQueue[1];
        Worker rival = Worker.always(new Outcome.Done());
        Worker worker = new Worker((_, lease) -> {
            clock.advance(Duration.between(clock.instant(), lease.end().minusMillis(1)));
            assertEquals(0, other[0].drain().done(), "taken before the lease ended");
            return new Outcome.Done();
        });
        other[0] = new TestQueue(table, Clock.offset(clock, Duration.ofSeconds(1)), rival);
        TestQueue queue = queue(worker);
        queue.put(queue.job("one"));
        assertEquals(1, queue.drain().done());
        assertTrue(rival.jobs.isEmpty());
    }

    @Test
    void a_stale_worker_can_neither_finish_nor_fail_nor_extend_what_another_has() {
        for (Outcome late : List.of(new Outcome.Done(), FAILURE, new Outcome.Reject("no"))) {
            Table own = TestStore.table();
            Worker second = Worker.always(FAILURE);
            TestQueue taker = new TestQueue(own, clock, second);
            boolean[] extended = new boolean[1];
            TestQueue queue = new TestQueue(own, clock, new Worker((_, lease) -> {
                clock.advance(Lease.TERM);
                assertEquals(1, taker.drain().retried());
                extended[0] = lease.extend();
                return late;
            }));
            queue.put(queue.job("one"));
            Drained drained = queue.drain();
            assertEquals(1, drained.lost());
            assertEquals(0, drained.done() + drained.dead() + drained.retried());
            assertFalse(extended[0]);
            assertEquals(2, second.last().attempt());
            assertTrue(second.last().fence() > 1);
            assertEquals(1, queue.counts().pending(), "still there for the next attempt");
        }
    }

    @Test
    void an_extended_lease_keeps_others_away() {
        Worker rival = Worker.always(new Outcome.Done());
        TestQueue other = queue(rival);
        TestQueue queue = queue(new Worker((_, lease) -> {
            clock.advance(Lease.TERM.minusSeconds(1));
            assertTrue(lease.extend());
            clock.advance(Lease.TERM.minusSeconds(1));
            assertEquals(0, other.drain().done());
            return new Outcome.Done();
        }));
        queue.put(queue.job("long"));
        assertEquals(1, queue.drain().done());
    }

    private static void assertRefused(Reason reason, org.junit.jupiter.api.function.Executable call) {
        assertEquals(reason, assertThrows(Refusal.class, call).reason());
    }

    @Test
    void a_job_that_continues_is_taken_up_again_without_counting_an_attempt() {
        int[] parts = {3};
        Worker worker = new Worker((_, _) -> --parts[0] > 0 ? new Outcome.Continue(Duration.ZERO) : new Outcome.Done());
        TestQueue queue = queue(worker);
        queue.put(queue.job("long").triedAtMost(1));
        Drained drained = queue.drain();
        assertEquals(List.of(1, 2), List.of(drained.done(), drained.continued()));
        assertEquals(1, worker.last().attempt());
        assertEquals(Instant.parse("2036-03-01T10:00:00Z"), worker.last().createdAt());
    }
}

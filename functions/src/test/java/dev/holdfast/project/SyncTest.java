package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.entry;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncTest {
    private final TestRegistry on = new TestRegistry();

    @AfterEach
    void nothing_is_left_over() {
        assertEquals(List.of(), on.problems());
    }

    private static List<UUID> uuids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private List<Sync.Result> sync(List<Sync.Entry> entries) {
        return on.registry.sync().apply(on.call(), entries);
    }

    private static Registered done(Sync.Result result) {
        return assertInstanceOf(Sync.Result.Done.class, result).registered();
    }

    private static Reason failed(Sync.Result result) {
        return assertInstanceOf(Sync.Result.Failed.class, result).refusal().reason();
    }

    @Test
    void results_come_in_the_order_of_the_entries() {
        List<UUID> locals = uuids(30);
        List<Sync.Result> results =
                sync(locals.stream().map(it -> entry(project(it, ""))).toList());
        assertEquals(
                locals,
                results.stream()
                        .map(it -> done(it).project().listing().localUuid())
                        .toList());
    }

    @Test
    void an_empty_batch_is_no_error() {
        assertEquals(List.of(), sync(List.of()));
    }

    @Test
    void equal_entries_are_one_registration_with_one_answer() {
        UUID local = UUID.randomUUID();
        List<Sync.Result> results = sync(List.of(
                entry(project(local, "'tags': ['a']")),
                entry(project(local, "'tags': ['b']")),
                entry(project(local, "'tags': ['a']"))));
        assertEquals(Outcome.CREATED, done(results.get(0)).outcome());
        assertEquals(Outcome.UPDATED, done(results.get(1)).outcome());
        assertSame(results.get(0), results.get(2));
        assertEquals(List.of("b"), on.resolve(local).listing().profile().tags());
    }

    @Test
    void parents_go_before_their_children_whatever_the_order_of_the_batch() {
        List<UUID> chain = uuids(20);
        List<Sync.Entry> entries = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            entries.add(entry(project(chain.get(i), i == 0 ? "" : childOf(chain.get(i - 1)))));
        }
        Collections.shuffle(entries, new Random(11));
        for (Sync.Result result : sync(entries)) {
            assertEquals(Status.REGISTERED, done(result).project().listing().status());
        }
    }

    @Test
    void a_bad_entry_fails_alone() {
        UUID good = UUID.randomUUID();
        Refusal unreadable = new Refusal(Reason.INVALID_INPUT, "Give a name.");
        List<Sync.Result> results = sync(List.of(
                new Sync.Entry.Invalid("not a uuid", unreadable),
                entry(project(UUID.randomUUID(), "'project_type': 'submodule'")),
                entry(project(good, ""))));
        assertEquals(new Sync.Result.Failed("not a uuid", unreadable), results.getFirst());
        assertEquals(Reason.PARENT_REQUIRED, failed(results.get(1)));
        assertEquals(Outcome.CREATED, done(results.get(2)).outcome());
    }

    @Test
    void a_repeated_batch_answers_as_the_first_time() {
        List<Sync.Entry> entries =
                uuids(25).stream().map(it -> entry(project(it, ""))).toList();
        for (int time = 0; time < 2; time++) {
            for (Sync.Result result : on.registry.sync().apply(on.keyed("k"), entries)) {
                assertEquals(Outcome.CREATED, done(result).outcome());
            }
        }
        for (Sync.Result result : on.registry.sync().apply(on.keyed("k2"), entries)) {
            assertEquals(Outcome.UNCHANGED, done(result).outcome());
        }
        Sync.Entry.Valid first = assertInstanceOf(Sync.Entry.Valid.class, entries.getFirst());
        var other =
                TestRegistry.entry(TestRegistry.project(first.registration().localUuid(), "'framework': 'another'"));
        assertEquals(
                Reason.OPERATION_REUSED,
                failed(on.registry.sync().apply(on.keyed("k"), List.of(other)).getFirst()));
    }

    @Test
    void a_hundred_projects_go_in_parallel_but_not_all_at_once() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(Parallel.MOST_AT_ONCE);
        List<Integer> inputs = IntStream.range(0, 100).boxed().toList();
        List<Integer> doubled = Parallel.map(inputs, input -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            assertDoesNotThrow(() -> full.await(10, TimeUnit.SECONDS));
            now.decrementAndGet();
            return input * 2;
        });
        assertEquals(inputs.stream().map(it -> it * 2).toList(), doubled);
        assertEquals(Parallel.MOST_AT_ONCE, most.get());
        try (var injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            List<Sync.Entry> entries =
                    uuids(100).stream().map(it -> entry(project(it, ""))).toList();
            TestRegistry instance = on.behind(injector.endpoint());
            for (Sync.Result result : instance.registry.sync().apply(on.call(), entries)) {
                assertEquals(Outcome.CREATED, done(result).outcome());
            }
            assertEquals(100, injector.requests("PutItem"));
        }
    }

    @Test
    void all_steps_are_tried_before_the_first_failure_is_thrown() {
        AtomicInteger tried = new AtomicInteger();
        Reason reason = refusal(() -> Parallel.map(List.of(1, 2, 3), input -> {
            tried.incrementAndGet();
            if (input < 3) {
                throw new Refusal(input == 1 ? Reason.THROTTLED : Reason.UNAVAILABLE, "no");
            }
            return input;
        }));
        assertEquals(Reason.THROTTLED, reason);
        assertEquals(3, tried.get());
    }

    @Test
    void a_circle_in_a_batch_is_broken_and_leaves_nothing_half_done() {
        for (int round = 0; round < 5; round++) {
            List<UUID> three = uuids(3);
            List<Sync.Entry> entries = List.of(
                    entry(project(three.get(0), childOf(three.get(1)))),
                    entry(project(three.get(1), childOf(three.get(2)))),
                    entry(project(three.get(2), childOf(three.get(0)))));
            List<Sync.Result> results = sync(entries);
            long refused = results.stream()
                    .filter(it -> it instanceof Sync.Result.Failed)
                    .peek(it -> assertEquals(Reason.PARENT_CYCLE, failed(it)))
                    .count();
            assertTrue(refused >= 1);
            assertEquals(List.of(), on.problems());
        }
    }
}

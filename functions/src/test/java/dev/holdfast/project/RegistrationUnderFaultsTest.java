package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many machines register the same projects at the same time, over a store that fails as AWS does under stress. */
class RegistrationUnderFaultsTest {
    private static final FaultPlan FAULTS = new FaultPlan(0.08, 0.04, 0.05, 0.03, 0);
    private static final int PROJECTS = 20;
    private static final int TIMES = 10;
    private static final int THREADS = 16;
    private static final int MOST_RETRIES = 50;

    private record Attempt(UUID local, String more, String key) {}

    private final TestRegistry store = new TestRegistry();

    private Registered register(TestRegistry instance, Attempt attempt) {
        String json = project(attempt.local(), attempt.more());
        for (int retry = 0; retry < MOST_RETRIES; retry++) {
            try {
                return instance.registry.register().apply(instance.keyed(attempt.key(), json), registration(json));
            } catch (Refusal refusal) {
                assertEquals(Reason.UNAVAILABLE, refusal.reason());
            }
        }
        throw new AssertionError("unavailable for ever");
    }

    private List<Registered> registerAll(List<Attempt> attempts, FaultInjector injector) throws Exception {
        List<TestRegistry> instances =
                List.of(store.behind(injector.endpoint()), store.withoutRetriesBehind(injector.endpoint()));
        injector.plan(FAULTS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Registered>> running = new ArrayList<>();
            for (int i = 0; i < attempts.size(); i++) {
                Attempt attempt = attempts.get(i);
                TestRegistry instance = instances.get(i % 2);
                running.add(threads.submit(() -> register(instance, attempt)));
            }
            List<Registered> ended = new ArrayList<>();
            for (Future<Registered> registered : running) {
                ended.add(registered.get());
            }
            return ended;
        }
    }

    private void assertEachCreatedOnce(List<UUID> locals, List<Registered> ended) {
        for (UUID local : locals) {
            List<Registered> own = ended.stream()
                    .filter(it -> it.project().listing().localUuid().equals(local))
                    .toList();
            assertEquals(TIMES, own.size());
            assertEquals(
                    1,
                    own.stream().filter(it -> it.outcome() == Outcome.CREATED).count());
            assertEquals(
                    1,
                    own.stream()
                            .map(it -> it.project().incarnation())
                            .distinct()
                            .count());
            assertEquals(
                    store.resolve(local).cloudUuid(), own.getFirst().project().cloudUuid());
        }
        assertEquals(List.of(), store.problems());
    }

    private static List<UUID> uuids() {
        return Stream.generate(UUID::randomUUID).limit(PROJECTS).toList();
    }

    @Test
    void every_project_is_created_once_however_often_and_faultily_it_is_registered() throws Exception {
        List<UUID> locals = uuids();
        List<Attempt> attempts = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            for (UUID local : locals) {
                attempts.add(new Attempt(local, "", local + " " + time));
            }
        }
        Collections.shuffle(attempts, new Random(5));
        try (var injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 42)) {
            assertEachCreatedOnce(locals, registerAll(attempts, injector));
            assertTrue(
                    injector.faults(Fault.REPLY_LOST_AFTER_APPLY) > 5,
                    () -> injector.faults().toString());
            assertTrue(
                    injector.faults(Fault.ERROR_AFTER_APPLY) > 2,
                    () -> injector.faults().toString());
        }
    }

    @Test
    void a_tree_of_projects_is_linked_whole_under_the_same_faults() throws Exception {
        List<UUID> locals = uuids();
        List<Attempt> attempts = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            for (int i = 0; i < PROJECTS; i++) {
                String parent = i == 0 ? "" : childOf(locals.get((i - 1) / 3));
                attempts.add(new Attempt(locals.get(i), parent, locals.get(i) + " " + time));
            }
        }
        Collections.shuffle(attempts, new Random(6));
        try (var injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 43)) {
            assertEachCreatedOnce(locals, registerAll(attempts, injector));
        }
        locals.forEach(local -> assertEquals(Status.REGISTERED, store.status(local)));
    }
}

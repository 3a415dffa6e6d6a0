package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private static final int MOST_CALLS = 20;

    private final TestRegistry on = new TestRegistry();
    private final UUID local = UUID.randomUUID();
    private final UUID cloud = CloudUuid.derive("acme", local);

    @AfterEach
    void nothing_is_left_over() {
        assertEquals(List.of(), on.problems());
    }

    private Project register(UUID uuid, String more) {
        return on.register(project(uuid, more)).project();
    }

    @Test
    void a_deleted_project_is_gone() {
        register(local, "");
        on.delete(on.call(), cloud);
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.resolve(local)));
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.delete(on.call(), cloud)));
        assertEquals(
                List.of(),
                on.registry
                        .list()
                        .page(on.call(), new ProjectFilter(null, null, null), 10, null)
                        .items());
    }

    @Test
    void a_project_registered_again_is_another_incarnation_under_the_same_id() {
        Project first = register(local, "'tags': ['a']");
        on.delete(on.call(), cloud);
        Registered second = on.register(project(local, ""));
        assertEquals(Outcome.CREATED, second.outcome());
        assertEquals(first.cloudUuid(), second.project().cloudUuid());
        assertNotEquals(first.incarnation(), second.project().incarnation());
        assertEquals(List.of(), second.project().listing().profile().tags());
        assertEquals(
                1,
                on.registry.history().page(on.call(), cloud, 10, null).items().size());
    }

    @Test
    void a_repeated_deletion_answers_as_the_first_time() {
        register(local, "");
        on.delete(on.keyed("k"), cloud);
        on.delete(on.keyed("k"), cloud);
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.delete(on.keyed("other"), cloud)));
        assertEquals(Reason.OPERATION_REUSED, refusal(() -> on.delete(on.keyed("k", "other request"), cloud)));
    }

    @Test
    void a_repeated_deletion_never_touches_the_next_incarnation() {
        register(local, "");
        on.delete(on.keyed("k"), cloud);
        Project next = register(local, "");
        on.delete(on.keyed("k"), cloud);
        assertEquals(next, on.resolve(local));
        on.edit(on.call(), cloud, "{'tags': ['a']}");
        on.delete(on.keyed("k"), cloud);
        assertEquals(Status.REGISTERED, on.status(local));
        on.delete(on.keyed("k2"), cloud);
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.resolve(local)));
    }

    @Test
    void another_version_than_the_one_seen_is_not_deleted() {
        Project seen = register(local, "");
        Project changed = register(local, "'tags': ['a']");
        Refusal refusal =
                assertThrows(Refusal.class, () -> on.registry.delete().apply(on.call(), cloud, seen.version()));
        assertEquals(Reason.VERSION_CONFLICT, refusal.reason());
        assertEquals(changed.version(), refusal.facts().get("current_version"));
        on.registry.delete().apply(on.call(), cloud, changed.version());
    }

    @Test
    void children_wait_until_the_parent_is_registered_again() {
        UUID child = UUID.randomUUID();
        register(local, "");
        register(child, childOf(local));
        on.delete(on.call(), cloud);
        assertEquals(Status.PENDING, on.status(child));
        register(local, "");
        assertEquals(List.of(), on.problems());
        assertEquals(Status.REGISTERED, on.status(child));
    }

    @Test
    void a_pending_child_that_is_deleted_leaves_no_mark_at_its_parents_place() {
        register(local, childOf(UUID.randomUUID()));
        on.delete(on.call(), cloud);
    }

    @Test
    void a_deletion_cut_off_after_any_call_is_completed_by_its_repetition() {
        UUID parent = UUID.randomUUID();
        UUID child = UUID.randomUUID();
        for (int cut = 1; cut < MOST_CALLS; cut++) {
            register(local, childOf(parent));
            register(child, childOf(local));
            boolean cutOff = deleteCutOffBefore(cut, "k" + cut);
            if (cutOff) {
                on.delete(on.keyed("k" + cut), cloud);
            }
            assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.resolve(local)));
            assertEquals(Status.PENDING, on.status(child));
            assertEquals(List.of(), on.problems(), "cut before call " + cut);
            on.delete(on.call(), CloudUuid.derive("acme", child));
            assertEquals(List.of(), on.problems(), "cut before call " + cut);
            if (!cutOff) {
                return;
            }
        }
        throw new AssertionError("the deletion never came to its end");
    }

    /** Whether the deletion was cut off, which it is not when it makes fewer calls. */
    private boolean deleteCutOffBefore(int cut, String key) {
        AtomicInteger calls = new AtomicInteger();
        try (var injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            injector.onRequest(_ -> {
                if (calls.incrementAndGet() >= cut) {
                    injector.plan(FaultPlan.none().with(Fault.RESET_BEFORE_APPLY, 1));
                }
            });
            TestRegistry instance = on.withoutRetriesBehind(injector.endpoint());
            try {
                instance.delete(on.keyed(key), cloud);
                return false;
            } catch (Refusal unavailable) {
                assertEquals(Reason.UNAVAILABLE, unavailable.reason());
                return true;
            }
        }
    }
}

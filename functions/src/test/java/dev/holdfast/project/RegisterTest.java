package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegisterTest {
    private final TestRegistry on = new TestRegistry();
    private final UUID local = UUID.randomUUID();

    @Test
    void a_new_project_is_created_and_then_unchanged() {
        Registered first = on.register(project(local, ""));
        Registered second = on.register(project(local, ""));
        assertEquals(Outcome.CREATED, first.outcome());
        assertEquals(Outcome.UNCHANGED, second.outcome());
        assertEquals(first.project(), second.project());
        assertEquals(Status.REGISTERED, first.project().listing().status());
    }

    @Test
    void a_changed_content_hash_of_a_machine_is_an_update() {
        on.register(project(local, "'content_hash': 'a'"));
        Registered changed = on.register(project(local, "'content_hash': 'b'"));
        assertEquals(Outcome.UPDATED, changed.outcome());
        assertEquals("b", changed.project().machines().getFirst().contentHash());
    }

    @Test
    void a_submodule_needs_a_parent() {
        Refusal refusal = assertThrows(Refusal.class, () -> on.register(project(local, "'project_type': 'submodule'")));
        assertEquals(Reason.PARENT_REQUIRED, refusal.reason());
    }

    @Test
    void a_repeated_creation_answers_as_the_first_time() {
        var wanted = registration(project(local, ""));
        assertEquals(
                Outcome.CREATED,
                on.registry.register().apply(on.keyed("k1", "x"), wanted).outcome());
        on.register(project(local, "'framework': 'quarkus'"));
        assertEquals(
                Outcome.CREATED,
                on.registry.register().apply(on.keyed("k1", "x"), wanted).outcome());
        assertThrows(Refusal.class, () -> on.registry.register().apply(on.keyed("k1", "y"), wanted));
    }

    @Test
    void a_child_before_its_parent_is_pending_and_linked_when_the_parent_comes() {
        UUID parent = UUID.randomUUID();
        Registered child = on.register(project(local, "'parent_project_uuid': '" + parent + "'"));
        assertEquals(Status.PENDING, child.project().listing().status());
        on.register(project(parent, ""));
        assertEquals(
                Status.REGISTERED,
                on.registry.resolve().byLocalUuid(on.call(), local).listing().status());
    }

    @Test
    void a_child_after_its_parent_is_registered_at_once() {
        UUID parent = UUID.randomUUID();
        UUID cloud = on.register(project(parent, "")).project().cloudUuid();
        Registered child = on.register(project(local, "'parent_project_uuid': '" + cloud + "'"));
        assertEquals(Status.REGISTERED, child.project().listing().status());
        assertNotEquals(cloud, child.project().cloudUuid());
    }

    @Test
    void a_parent_cannot_become_its_childs_child() {
        UUID parent = UUID.randomUUID();
        on.register(project(local, "'parent_project_uuid': '" + parent + "'"));
        Refusal refusal = assertThrows(
                Refusal.class, () -> on.register(project(parent, "'parent_project_uuid': '" + local + "'")));
        assertEquals(Reason.PARENT_CYCLE, refusal.reason());
        assertThrows(Refusal.class, () -> on.registry.resolve().byLocalUuid(on.call(), parent));
    }
}

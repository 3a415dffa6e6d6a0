package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParentsTest {
    private final TestRegistry on = new TestRegistry();
    private final UUID child = UUID.randomUUID();
    private final UUID parent = UUID.randomUUID();

    @AfterEach
    void nothing_is_left_over() {
        assertEquals(List.of(), on.problems());
    }

    private UUID register(UUID local, String more) {
        return on.register(project(local, more)).project().cloudUuid();
    }

    private Reason refused(UUID local, String more) {
        return refusal(() -> register(local, more));
    }

    @Test
    void children_that_come_first_are_linked_when_their_parent_comes() {
        List<UUID> children = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            children.add(UUID.randomUUID());
            register(children.getLast(), childOf(parent));
            assertEquals(Status.PENDING, on.status(children.getLast()));
        }
        register(parent, "");
        assertEquals(List.of(), on.problems());
        children.forEach(it -> assertEquals(Status.REGISTERED, on.status(it)));
    }

    @Test
    void a_parent_may_be_named_by_either_uuid() {
        UUID cloud = register(parent, "");
        register(child, childOf(cloud));
        assertEquals(
                Outcome.UNCHANGED, on.register(project(child, childOf(parent))).outcome());
        UUID late = UUID.randomUUID();
        UUID lateCloud = CloudUuid.derive("acme", late);
        UUID early = UUID.randomUUID();
        register(early, childOf(lateCloud));
        register(late, "");
        assertEquals(Status.REGISTERED, on.status(early));
        assertEquals(lateCloud, on.resolve(early).listing().parent());
    }

    @Test
    void the_cloud_uuid_of_another_tenant_is_no_parent() {
        UUID foreign = on.registry
                .register()
                .apply(on.call("other"), TestRegistry.registration(project(parent, "")))
                .project()
                .cloudUuid();
        register(child, childOf(foreign));
        assertEquals(Status.PENDING, on.status(child));
    }

    @Test
    void no_project_is_its_own_parent() {
        assertEquals(Reason.PARENT_CYCLE, refused(child, childOf(child)));
        assertEquals(Reason.PARENT_CYCLE, refused(child, childOf(CloudUuid.derive("acme", child))));
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.resolve(child)));
    }

    @Test
    void no_two_projects_are_each_others_parents() {
        register(parent, "");
        register(child, childOf(parent));
        Project before = on.resolve(parent);
        assertEquals(Reason.PARENT_CYCLE, refused(parent, childOf(child)));
        assertEquals(before, on.resolve(parent));
    }

    @Test
    void no_three_projects_make_a_circle_in_whatever_order_they_come() {
        UUID third = UUID.randomUUID();
        register(child, childOf(parent));
        register(parent, childOf(third));
        assertEquals(Reason.PARENT_CYCLE, refused(third, childOf(child)));
        register(third, "");
        assertEquals(Reason.PARENT_CYCLE, refused(third, childOf(child)));
        assertEquals(Status.REGISTERED, on.status(child));
        assertEquals(Status.REGISTERED, on.status(parent));
    }

    @Test
    void thirty_two_generations_above_a_project_are_enough() {
        UUID above = UUID.randomUUID();
        register(above, "");
        for (int generation = 2; generation <= 32; generation++) {
            UUID next = UUID.randomUUID();
            register(next, childOf(above));
            above = next;
        }
        UUID deepest = above;
        register(child, childOf(deepest));
        UUID tooDeep = UUID.randomUUID();
        assertEquals(Reason.PARENTS_TOO_DEEP, refused(tooDeep, childOf(child)));
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.resolve(tooDeep)));
        UUID known = UUID.randomUUID();
        register(known, "");
        Project before = on.resolve(known);
        assertEquals(Reason.PARENTS_TOO_DEEP, refused(known, childOf(child)));
        assertEquals(before, on.resolve(known));
    }

    @Test
    void another_parent_moves_the_link() {
        UUID other = UUID.randomUUID();
        register(parent, "");
        register(other, "");
        register(child, childOf(parent));
        register(child, childOf(other));
        assertEquals(
                CloudUuid.derive("acme", other), on.resolve(child).listing().parent());
        on.delete(on.call(), CloudUuid.derive("acme", parent));
        assertEquals(Status.REGISTERED, on.status(child));
        on.delete(on.call(), CloudUuid.derive("acme", other));
        assertEquals(Status.PENDING, on.status(child));
    }

    @Test
    void a_parent_that_nobody_awaits_any_more_leaves_no_mark() {
        register(parent, "");
        UUID absent = UUID.randomUUID();
        register(child, childOf(absent));
        register(child, childOf(parent));
        assertEquals(List.of(), on.problems());
        assertEquals(1, callsToRegister(absent));
    }

    private int callsToRegister(UUID local) {
        var call = on.call();
        on.registry.register().apply(call, TestRegistry.registration(project(local, "")));
        return call.budget().consumed().calls();
    }

    @Test
    void a_parent_that_others_await_keeps_its_mark() {
        UUID other = UUID.randomUUID();
        register(child, childOf(parent));
        register(other, childOf(parent));
        on.edit(on.call(), CloudUuid.derive("acme", child), "{'parent_project_uuid': null}");
        assertEquals(Status.REGISTERED, on.status(child));
        register(parent, "");
        assertEquals(List.of(), on.problems());
        assertEquals(Status.REGISTERED, on.status(other));
    }

    @Test
    void a_submodule_cannot_lose_its_parent() {
        register(parent, "");
        UUID cloud = register(child, childOf(parent) + ", 'project_type': 'submodule'");
        Project before = on.resolve(child);
        assertEquals(Reason.PARENT_REQUIRED, refusal(() -> on.edit(on.call(), cloud, "{'parent_project_uuid': null}")));
        assertEquals(before, on.resolve(child));
        on.edit(on.call(), cloud, "{'parent_project_uuid': null, 'project_type': null}");
        assertEquals(
                ProjectType.STANDALONE, on.resolve(child).listing().profile().type());
    }
}

package dev.holdfast.kit;

import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskDraftBuilder;
import dev.holdfast.spi.TaskFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Creating tasks. */
interface CreateChecks extends Checks {

    @Test
    default void a_created_task_is_read_back_with_every_field() {
        TaskDraft draft = Drafts.full(bench(), "everything");
        Task task = bench().create(draft);

        assertSameTask(draft.toTask(task.id(), bench().provider().board(), task.createdAt()), task);
        assertSameTask(task, bench().read(task));
        assertTrue(
                bench().tasks(TaskFilter.all()).contains(bench().read(task)), "A list shows another task than a read");
    }

    @Test
    default void a_task_without_a_column_waits_to_be_done() {
        Task task = bench().create("where");

        assertEquals(Status.TODO, task.status());
        assertEquals(bench().provider().board().column(Status.TODO).name(), task.column());
    }

    @Test
    default void a_task_is_created_in_the_column_that_was_named() {
        for (Column column : bench().provider().board().columns()) {
            Task task = bench().create(TaskDraft.named("in " + column.name())
                    .column(column.name())
                    .build());

            assertEquals(column.name(), bench().read(task).column());
            assertEquals(column.status(), bench().read(task).status());
        }
    }

    @Test
    default void a_create_in_an_unknown_column_is_refused_and_makes_no_task() {
        TaskDraft draft = TaskDraft.named("lost").column("Nowhere at all").build();

        assertThrows(BoardFailure.Rejected.class, () -> bench().create(draft));
        assertEquals(List.of(), bench().tasks(TaskFilter.all()));
    }

    @Test
    default void two_creates_make_two_tasks_even_of_one_name() {
        Task one = bench().create("same");
        Task two = bench().create("same");

        assertNotEquals(one.id(), two.id());
        assertEquals(List.of("same", "same"), bench().names(TaskFilter.all()));
    }

    @Test
    default void a_new_task_is_as_old_as_its_last_change() {
        Task task = bench().read(bench().create("new"));

        assertFalse(task.updatedAt().isBefore(task.createdAt()), task::toString);
    }

    @Test
    default void a_field_that_the_provider_does_not_declare_is_refused_and_makes_no_task() {
        Task other = bench().create("other");
        List<Capability> missing = new ArrayList<>();
        for (Capability capability : Capability.values()) {
            TaskDraftBuilder draft = TaskDraft.named("with " + capability);
            if (!bench().has(capability) && Drafts.with(draft, capability, other::id)) {
                missing.add(capability);
                assertThrows(BoardFailure.Unsupported.class, () -> bench().create(draft.build()), capability.name());
            }
        }
        assumeTrue(!missing.isEmpty(), "The provider declares every field");
        assertEquals(List.of("other"), bench().names(TaskFilter.all()));
    }

    @Test
    default void a_dependency_on_a_task_that_does_not_exist_is_refused() {
        bench().needs(Capability.DEPENDENCIES);
        TaskDraft draft = TaskDraft.named("dangling")
                .dependencies(Set.of(UnknownChecks.absent(bench())))
                .build();

        assertThrows(BoardFailure.NotFound.class, () -> bench().create(draft));
        assertEquals(
                List.of(),
                bench().names(TaskFilter.all()).stream()
                        .filter("dangling"::equals)
                        .toList());
    }

    @Test
    default void tasks_that_depend_on_one_are_found_by_it() {
        bench().needs(Capability.DEPENDENCIES);
        Task first = bench().create("first");
        Task second = bench().create(TaskDraft.named("second")
                .dependencies(Set.of(first.id()))
                .build());
        Task third = bench().create(TaskDraft.named("third")
                .dependencies(Set.of(first.id(), second.id()))
                .build());

        assertEquals(Set.of(second.id(), third.id()), ids(bench().provider().dependents(first.id())));
        assertEquals(Set.of(third.id()), ids(bench().provider().dependents(second.id())));
        assertEquals(Set.of(), ids(bench().provider().dependents(third.id())));
    }

    @Test
    default void a_parent_lists_its_subtasks() {
        bench().needs(Capability.SUBTASKS);
        Task parent = bench().create("parent");
        Task first =
                bench().create(TaskDraft.named("first part").parent(parent.id()).build());
        Task second = bench().create(
                        TaskDraft.named("second part").parent(parent.id()).build());

        assertEquals(List.of(first.id(), second.id()), bench().read(parent).subtasks());
        assertEquals(parent.id(), bench().read(second).parent());
    }

    private static Set<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).collect(Collectors.toSet());
    }
}

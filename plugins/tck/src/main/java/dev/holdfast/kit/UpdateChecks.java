package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Updates change what they name and nothing else. */
interface UpdateChecks extends Checks {

    @Test
    default void an_update_of_the_name_keeps_every_other_field() {
        unchangedBut(TaskChanges.builder().name("another name").build());
    }

    @Test
    default void an_update_of_the_description_keeps_every_other_field() {
        unchangedBut(TaskChanges.builder().description("another text").build());
    }

    @Test
    default void an_update_of_the_priority_keeps_every_other_field() {
        bench().needs(Capability.PRIORITIES);
        unchangedBut(TaskChanges.builder().priority(Priority.LOW).build());
    }

    @Test
    default void an_update_of_the_due_date_keeps_every_other_field() {
        bench().needs(Capability.DUE_DATES);
        unchangedBut(
                TaskChanges.builder().dueDate(Drafts.DUE.plusSeconds(86_400)).build());
    }

    @Test
    default void an_update_of_the_hours_keeps_every_other_field() {
        bench().needs(Capability.HOURS);
        unchangedBut(TaskChanges.builder().actualHours(new BigDecimal("3.25")).build());
    }

    @Test
    default void an_update_of_the_dependencies_keeps_every_other_field() {
        bench().needs(Capability.DEPENDENCIES);
        unchangedBut(TaskChanges.builder()
                .dependencies(Set.of(bench().create("new").id()))
                .build());
    }

    @Test
    default void an_update_of_the_acceptance_criteria_keeps_every_other_field() {
        bench().needs(Capability.ACCEPTANCE_CRITERIA);
        unchangedBut(
                TaskChanges.builder().acceptanceCriteria(List.of("It is read")).build());
    }

    @Test
    default void labels_are_added_and_removed_and_the_others_kept() {
        unchangedBut(TaskChanges.builder()
                .addedLabels(Set.of("blue"))
                .removedLabels(Set.of("green", "absent"))
                .build());
    }

    @Test
    default void a_label_that_is_there_already_may_be_added_again() {
        unchangedBut(TaskChanges.builder().addedLabels(Set.of("red")).build());
    }

    @Test
    default void a_description_can_be_emptied() {
        unchangedBut(TaskChanges.builder().description("").build());
    }

    @Test
    default void a_field_can_be_cleared() {
        Set<TaskChanges.Field> cleared = EnumSet.noneOf(TaskChanges.Field.class);
        if (bench().has(Capability.PRIORITIES)) {
            cleared.add(TaskChanges.Field.PRIORITY);
        }
        if (bench().has(Capability.DUE_DATES)) {
            cleared.add(TaskChanges.Field.DUE_DATE);
        }
        if (bench().has(Capability.HOURS)) {
            cleared.add(TaskChanges.Field.ESTIMATED_HOURS);
        }
        assumeTrue(!cleared.isEmpty(), "The provider declares no field that can be cleared");
        unchangedBut(TaskChanges.builder().cleared(cleared).build());
    }

    @Test
    default void an_update_leaves_other_tasks_alone() {
        Task other = bench().create(Drafts.full(bench(), "other"));
        Task task = bench().create("changed");
        bench().changed(new BoardCommand.Update(
                id(),
                task.id(),
                TaskChanges.builder().name("x").addedLabels(Set.of("new")).build()));

        assertSameTask(other, bench().read(other));
    }

    private void unchangedBut(TaskChanges changes) {
        Task before = bench().read(bench().assign(bench().create(Drafts.full(bench(), "before")), "worker-1"));

        Task answered = bench().changed(new BoardCommand.Update(id(), before.id(), changes));

        assertSameTask(changes.applyTo(before), bench().read(before));
        assertSameTask(answered, bench().read(before));
        assertFalse(bench().read(before).updatedAt().isBefore(before.updatedAt()), "Its last change is an older one");
    }
}

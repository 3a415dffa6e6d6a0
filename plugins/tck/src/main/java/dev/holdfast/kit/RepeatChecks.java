package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Commands that are sent twice. */
interface RepeatChecks extends Checks {

    @Test
    default void a_create_repeated_under_its_id_makes_one_task() {
        BoardCommand create = new BoardCommand.Create(id(), Drafts.full(bench(), "once"));
        Task first = bench().changed(create);

        assertEquals(first.id(), bench().changed(create).id());
        assertEquals(1, Collections.frequency(bench().names(TaskFilter.all()), "once"));
    }

    @Test
    default void a_create_repeated_after_the_task_moved_on_makes_no_other() {
        BoardCommand create =
                new BoardCommand.Create(id(), TaskDraft.named("once").build());
        Task first = bench().changed(create);
        bench().move(first, "done");
        bench().changed(new BoardCommand.Update(
                id(),
                first.id(),
                TaskChanges.builder().name("renamed").description("x").build()));

        assertEquals(first.id(), bench().changed(create).id());
        assertEquals(List.of("renamed"), bench().names(TaskFilter.all()));
    }

    @Test
    default void a_repeated_comment_is_made_once() {
        Task task = bench().create("discussed");
        BoardCommand comment = new BoardCommand.AddComment(id(), task.id(), "once");
        CommandResult first = bench().provider().apply(comment);

        assertEquals(first, bench().provider().apply(comment));
        assertEquals(List.of("once"), bench().comments(task));
    }

    @Test
    default void the_same_words_under_another_id_are_another_comment() {
        Task task = bench().create("discussed");
        bench().comment(task, "again");
        bench().comment(task, "again");

        assertEquals(List.of("again", "again"), bench().comments(task));
    }

    @Test
    default void a_repeated_report_is_commented_once() {
        Task task = bench().create("reported");
        BoardCommand blocker = new BoardCommand.ReportBlocker(id(), task.id(), "why", Severity.HIGH);
        BoardCommand progress = new BoardCommand.ReportProgress(id(), task.id(), 30, Status.IN_PROGRESS, "on");
        bench().changed(blocker);
        bench().changed(blocker);
        bench().changed(progress);
        bench().changed(progress);

        assertEquals(2, bench().comments(task).size());
    }

    @Test
    default void a_repeated_update_move_or_assignment_changes_nothing_more() {
        Task task = bench().create(Drafts.full(bench(), "changed"));
        List<BoardCommand> commands = List.of(
                new BoardCommand.Update(
                        id(),
                        task.id(),
                        TaskChanges.builder().name("x").addedLabels(Set.of("n")).build()),
                new BoardCommand.Move(id(), task.id(), "in progress"),
                new BoardCommand.Assign(id(), task.id(), "worker-1"));
        for (BoardCommand command : commands) {
            Task once = bench().changed(command);

            assertSameTask(once, bench().changed(command));
        }
    }

    @Test
    default void a_move_repeated_late_does_not_undo_a_later_one() {
        bench().needs(Capability.COMMAND_MEMORY);
        Task task = bench().create("moved");
        BoardCommand early = new BoardCommand.Move(id(), task.id(), "in progress");
        bench().changed(early);
        bench().move(task, "done");
        bench().changed(early);

        assertEquals(Status.DONE, bench().read(task).status());
    }

    @Test
    default void a_command_that_was_refused_may_succeed_under_its_id_later() {
        Task task = bench().assign(bench().create("wanted"), "worker-1");
        BoardCommand take = new BoardCommand.Assign(id(), task.id(), "worker-2");
        assertThrows(BoardFailure.Rejected.class, () -> bench().changed(take));
        bench().changed(new BoardCommand.Unassign(id(), task.id(), "worker-1"));

        assertEquals("worker-2", bench().changed(take).assignedTo());
    }
}

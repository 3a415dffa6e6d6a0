package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Blockers and progress. */
interface ReportChecks extends Checks {

    @Test
    default void a_blocker_blocks_the_task_says_why_and_leaves_it_with_its_worker() {
        for (Severity severity : Severity.values()) {
            Task task = bench().assign(bench().create("stuck"), "worker-1");
            Task blocked = bench().changed(new BoardCommand.ReportBlocker(id(), task.id(), "No access", severity));

            assertEquals(Status.BLOCKED, bench().read(task).status());
            assertEquals("worker-1", bench().read(task).assignedTo());
            assertSameTask(blocked, bench().read(task));
            String comment = String.join("\n", bench().comments(task));
            assertTrue(comment.contains("No access") && comment.contains(severity.code()), comment);
        }
    }

    @Test
    default void a_blocker_keeps_the_labels_that_were_there() {
        Task task =
                bench().create(TaskDraft.named("stuck").labels(Set.of("red")).build());
        bench().changed(new BoardCommand.ReportBlocker(id(), task.id(), "No access", Severity.LOW));

        assertTrue(bench().read(task).labels().contains("red"));
    }

    @Test
    default void progress_is_told_and_moves_a_task_only_where_it_says_so() {
        Task task = bench().move(bench().create("going on"), "in progress");
        bench().changed(new BoardCommand.ReportProgress(id(), task.id(), 40, null, "Half of it"));

        assertSameTask(task, bench().read(task));
        String comment = String.join("\n", bench().comments(task));
        assertTrue(comment.contains("Half of it") && comment.contains("40"), comment);
    }

    @Test
    default void progress_with_a_status_moves_the_task_there() {
        Task task = bench().create("begun");
        bench().changed(new BoardCommand.ReportProgress(id(), task.id(), 10, Status.IN_PROGRESS, "Started"));

        assertEquals(Status.IN_PROGRESS, bench().read(task).status());
    }

    @Test
    default void full_progress_completes_the_task() {
        Task task = bench().move(bench().create("nearly"), "in progress");
        Task done = bench().changed(new BoardCommand.ReportProgress(id(), task.id(), 100, null, "All of it"));

        assertEquals(Status.DONE, bench().read(task).status());
        assertSameTask(done, bench().read(task));
    }
}

package dev.holdfast.kit;

import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Moving tasks between columns. */
interface MoveChecks extends Checks {

    @Test
    default void a_move_changes_the_column_and_keeps_every_other_field() {
        Task before = bench().read(bench().assign(bench().create(Drafts.full(bench(), "moved")), "worker-1"));

        for (Column column : bench().provider().board().columns()) {
            Task answered = bench().move(before, column.name());

            assertSameTask(before.toBuilder().column(column).build(), bench().read(before));
            assertSameTask(answered, bench().read(before));
        }
    }

    @Test
    default void a_move_to_an_unknown_column_is_refused_and_the_task_stays() {
        Task task = bench().move(bench().create("stays"), "in progress");

        assertThrows(BoardFailure.Rejected.class, () -> bench().move(task, "Nowhere at all"));
        assertSameTask(task, bench().read(task));
    }

    @Test
    default void a_task_can_be_moved_back() {
        Task task = bench().move(bench().create("reopened"), "done");

        assertEquals(Status.TODO, bench().move(task, "to do").status());
        assertEquals(List.of("reopened"), bench().names(TaskFilter.free()));
    }

    @Test
    default void a_move_to_where_the_task_is_already_is_harmless() {
        Task task = bench().move(bench().create("there"), "blocked");

        assertSameTask(task, bench().move(task, "blocked"));
    }
}

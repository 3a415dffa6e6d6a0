package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Task;
import org.junit.jupiter.api.Test;

/** Who holds a task. */
interface AssignChecks extends Checks {

    @Test
    default void a_task_that_is_given_to_a_worker_stays_where_it_is() {
        Task before = bench().create(Drafts.full(bench(), "given"));

        bench().assign(before, "worker-1");
        assertSameTask(before.toBuilder().assignedTo("worker-1").build(), bench().read(before));
    }

    @Test
    default void a_task_that_one_worker_holds_is_refused_to_another() {
        Task task = bench().assign(bench().create("mine"), "worker-1");

        assertThrows(BoardFailure.Rejected.class, () -> bench().assign(task, "worker-2"));
        assertEquals("worker-1", bench().read(task).assignedTo());
    }

    @Test
    default void a_worker_that_holds_a_task_may_take_it_again() {
        Task task = bench().assign(bench().create("mine"), "worker-1");

        assertSameTask(task, bench().assign(task, "worker-1"));
    }

    @Test
    default void a_task_that_is_given_back_is_free_for_others() {
        Task task = bench().assign(bench().create("returned"), "worker-1");
        bench().changed(new BoardCommand.Unassign(id(), task.id(), "worker-1"));

        assertNull(bench().read(task).assignedTo());
        assertEquals("worker-2", bench().assign(task, "worker-2").assignedTo());
    }

    @Test
    default void only_the_worker_that_holds_a_task_gives_it_back() {
        Task task = bench().assign(bench().create("mine"), "worker-1");

        assertThrows(
                BoardFailure.Rejected.class,
                () -> bench().changed(new BoardCommand.Unassign(id(), task.id(), "worker-2")));
        assertEquals("worker-1", bench().read(task).assignedTo());
    }

    @Test
    default void giving_back_what_nobody_holds_is_harmless() {
        Task task = bench().create("free");
        bench().changed(new BoardCommand.Unassign(id(), task.id(), "worker-1"));

        assertNull(bench().read(task).assignedTo());
    }

    @Test
    default void a_worker_need_not_be_a_user_of_the_back_end() {
        Task task = bench().assign(bench().create("agents too"), "agent-7/build (nightly)");

        assertEquals("agent-7/build (nightly)", bench().read(task).assignedTo());
    }
}

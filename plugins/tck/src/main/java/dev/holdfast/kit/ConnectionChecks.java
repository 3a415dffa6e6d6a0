package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connecting, closing, and what another connection sees. */
interface ConnectionChecks extends Checks {

    @Test
    default void connecting_again_is_harmless() {
        Task task = bench().create("stays");
        bench().provider().connect();

        assertSameTask(task, bench().read(task));
    }

    @Test
    default void closing_again_is_harmless() {
        bench().provider().close();

        assertDoesNotThrow(() -> bench().provider().close());
    }

    @Test
    default void a_closed_provider_refuses_calls() {
        Task task = bench().create("unreachable");
        bench().provider().close();

        assertThrows(IllegalStateException.class, () -> bench().read(task));
        assertThrows(IllegalStateException.class, () -> bench().create("too late"));
    }

    @Test
    default void what_one_connection_writes_another_reads() {
        BoardProvider other = bench().another();
        Task task = bench().create("shared");

        assertSameTask(task, other.task(task.id()));
        assertEquals(
                List.of(task.id()),
                other.tasks(TaskFilter.all()).items().stream().map(Task::id).toList());
    }

    @Test
    default void a_create_repeated_on_another_connection_makes_one_task() {
        BoardProvider other = bench().another();
        BoardCommand create =
                new BoardCommand.Create(id(), TaskDraft.named("once").build());
        Task task = bench().changed(create);

        CommandResult.OfTask again = assertInstanceOf(CommandResult.OfTask.class, other.apply(create));
        assertEquals(task.id(), again.task().id());
        assertEquals(List.of("once"), bench().names(TaskFilter.all()));
    }
}

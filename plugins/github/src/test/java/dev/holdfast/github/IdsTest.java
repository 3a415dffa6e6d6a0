package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** People write an issue's number in many ways; a task answers to the plain one. */
class IdsTest {

    private static final List<String> OTHER_SPELLINGS = List.of(
            "#1",
            World.OWNER + "/" + World.REPO + "#1",
            "Octo-Org/Compiler#1",
            "GH-1",
            "01",
            "+1",
            " 1",
            "1/",
            "1\n",
            "\u0661");

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    IdsTest() {
        world.put(world.project(), world.add("first", ""));
        world.put(world.project(), world.add("second", ""));
    }

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private Task apply(BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    private static BoardCommand update(TaskChanges changes) {
        return new BoardCommand.Update(UUID.randomUUID(), "2", changes);
    }

    private static void refused(String id, Executable call) {
        BoardFailure failure = assertThrows(BoardFailure.NotFound.class, call, id);
        assertTrue(String.valueOf(failure.getMessage()).contains("its issue's number alone"), failure::getMessage);
    }

    private void assertNothingWritten() {
        assertTrue(bench.github.calls.stream().noneMatch(Call::isWrite), bench.github.calls::toString);
    }

    @Test
    void a_task_is_read_by_its_plain_number() {
        for (String id : OTHER_SPELLINGS) {
            refused(id, () -> provider.task(id));
            refused(id, () -> provider.dependents(id));
            refused(id, () -> provider.comments(id, 10, null));
            refused(id, () -> provider.attachments(id));
            refused(id, () -> provider.download(id, "file"));
        }
        assertEquals("first", provider.task("1").name());
    }

    @Test
    void a_command_names_its_task_by_its_plain_number() {
        bench.github.calls.clear();
        UUID command = UUID.randomUUID();
        for (String id : OTHER_SPELLINGS) {
            TaskChanges changes = TaskChanges.builder().name("renamed").build();
            for (BoardCommand wrong : List.of(
                    new BoardCommand.Update(command, id, changes),
                    new BoardCommand.Assign(command, id, "agent-7"),
                    new BoardCommand.Unassign(command, id, "agent-7"),
                    new BoardCommand.Move(command, id, "done"),
                    new BoardCommand.AddComment(command, id, "hello"),
                    new BoardCommand.ReportBlocker(command, id, "why", Severity.LOW),
                    new BoardCommand.ReportProgress(command, id, 40, Status.IN_PROGRESS, "on"),
                    new BoardCommand.Attach(command, id, "a.txt", "text/plain", Content.of("abc")),
                    new BoardCommand.Detach(command, id, "file"))) {
                refused(id, () -> provider.apply(wrong));
            }
        }
        assertNothingWritten();
    }

    @Test
    void a_dependency_or_parent_is_named_by_its_plain_number() {
        bench.github.calls.clear();
        for (String id : OTHER_SPELLINGS) {
            TaskDraft waiting =
                    TaskDraft.named("waiting").dependencies(Set.of(id)).build();
            TaskDraft part = TaskDraft.named("part").parent(id).build();
            TaskChanges changes = TaskChanges.builder()
                    .name("renamed")
                    .dependencies(Set.of(id))
                    .build();
            for (BoardCommand wrong : List.of(
                    new BoardCommand.Create(UUID.randomUUID(), waiting),
                    new BoardCommand.Create(UUID.randomUUID(), part),
                    update(changes))) {
                refused(id, () -> provider.apply(wrong));
            }
        }
        assertNothingWritten();
    }

    @Test
    void a_dependency_in_another_repository_is_kept_under_the_name_that_it_is_shown_by() {
        world.at(1).repository = "octo-org/attic";
        world.at(2).blockers.add(world.at(1));
        world.put(world.project(), world.add("third", ""));
        TaskChanges changes = TaskChanges.builder()
                .dependencies(Set.of("octo-org/attic#1", "3"))
                .build();
        TaskChanges otherwise = TaskChanges.builder()
                .dependencies(Set.of("Octo-Org/Attic#1", "3"))
                .build();

        assertEquals(Set.of("octo-org/attic#1"), provider.task("2").dependencies());
        assertThrows(BoardFailure.NotFound.class, () -> apply(update(otherwise)));
        assertEquals(Set.of("octo-org/attic#1"), provider.task("2").dependencies());
        assertEquals(Set.of("octo-org/attic#1", "3"), apply(update(changes)).dependencies());
    }
}

package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskChanges;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Linear takes what names an issue in several spellings, this provider in one. */
class IdsTest {

    private final Bench bench = new Bench();
    private final Node issue = bench.linear.workspace.issue(bench.team, "named");
    private final BoardProvider provider = bench.ready();

    IdsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private String key() {
        return issue.text("identifier");
    }

    private List<String> otherSpellings() {
        return List.of(
                issue.id().toUpperCase(Locale.ROOT),
                issue.id().replace("-", ""),
                "{" + issue.id() + "}",
                issue.id() + "\n");
    }

    private List<String> withKey() {
        return Stream.concat(Stream.of(key()), otherSpellings().stream()).toList();
    }

    private static void refused(String id, Executable call) {
        BoardFailure failure = assertThrows(BoardFailure.NotFound.class, call, id);
        assertTrue(String.valueOf(failure.getMessage()).contains("as tasks/ lists it"), failure::getMessage);
    }

    @Test
    void the_key_that_people_use_leads_to_the_task_and_its_id() {
        assertEquals(issue.id(), provider.task(key()).id());
        assertEquals(issue.id(), provider.task(key().toLowerCase(Locale.ROOT)).id());
    }

    @Test
    void what_hangs_on_a_task_is_read_by_its_id_alone() {
        int calls = bench.linear.misbehaviour.calls();
        otherSpellings().forEach(id -> refused(id, () -> provider.task(id)));
        for (String id : withKey()) {
            refused(id, () -> provider.dependents(id));
            refused(id, () -> provider.comments(id, 10, null));
            refused(id, () -> provider.attachments(id));
            refused(id, () -> provider.download(id, "file"));
        }
        assertEquals(calls, bench.linear.misbehaviour.calls());
        assertEquals(issue.id(), provider.task(issue.id()).id());
    }

    @Test
    void a_command_names_its_task_by_its_id_and_not_by_its_key() {
        int calls = bench.linear.misbehaviour.calls();
        UUID command = UUID.randomUUID();
        for (String id : withKey()) {
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
        assertEquals(calls, bench.linear.misbehaviour.calls());
    }
}

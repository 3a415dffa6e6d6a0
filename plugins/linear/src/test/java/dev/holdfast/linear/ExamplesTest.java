package dev.holdfast.linear;

import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    private static final Path FILE = Path.of("examples.md");

    private static final String INTRODUCTION = """
            # What is sent to Linear

            The calls behind each command, as they are recorded in the tests; `-Dholdfast.examples.write=true` records
            them anew. Each command is on a task `id-1` of team `id-2` or on what the commands before it made.
            """;

    @Test
    void a_command_of_each_kind_can_be_followed_in_a_recorded_example() throws IOException {
        String recorded = recorded();
        if (Boolean.getBoolean("holdfast.examples.write")) {
            writeString(FILE, recorded);
        }

        assertEquals(readString(FILE), recorded);
    }

    private static String recorded() throws IOException {
        try (Bench bench = new Bench()) {
            Recorder recorder = new Recorder(bench.http(), bench.linear.origin());
            BoardProvider provider = bench.provider(Map.of(), recorder);
            recorder.heading("connect");
            provider.connect();
            recorder.heading("check and set up");
            provider.check();
            provider.setUp();
            OnBoard board = new OnBoard(provider);
            Task first = new OnBoard(bench.ready()).create("first");
            commands(first.id()).forEach((title, command) -> {
                recorder.heading(title);
                provider.apply(command);
            });
            recorder.heading("reads");
            Task read = provider.task(first.id());
            provider.tasks(TaskFilter.free().withLabel("red").withAssignee("agent-7"));
            provider.metrics();
            provider.dependents(read.id());
            board.comments(read);
            provider.boards();
            return INTRODUCTION + recorder.text();
        }
    }

    private static Map<String, BoardCommand> commands(String task) {
        Map<String, BoardCommand> commands = new LinkedHashMap<>();
        UUID file = UUID.randomUUID();
        TaskDraft draft = TaskDraft.named("second")
                .description("What it is about")
                .priority(Priority.HIGH)
                .labels(Set.of("red"))
                .dependencies(Set.of(task))
                .parent(task)
                .build();
        TaskChanges changes = TaskChanges.builder()
                .name("renamed")
                .priority(Priority.LOW)
                .addedLabels(Set.of("green"))
                .build();
        commands.put("create", new BoardCommand.Create(UUID.randomUUID(), draft));
        commands.put("update", new BoardCommand.Update(UUID.randomUUID(), task, changes));
        commands.put("assign", new BoardCommand.Assign(UUID.randomUUID(), task, "agent-7"));
        commands.put("unassign", new BoardCommand.Unassign(UUID.randomUUID(), task, "agent-7"));
        commands.put("move", new BoardCommand.Move(UUID.randomUUID(), task, "in progress"));
        commands.put("add a comment", new BoardCommand.AddComment(UUID.randomUUID(), task, "Looks good"));
        commands.put(
                "report a blocker",
                new BoardCommand.ReportBlocker(UUID.randomUUID(), task, "No access", Severity.HIGH));
        commands.put(
                "report progress",
                new BoardCommand.ReportProgress(UUID.randomUUID(), task, 40, Status.IN_PROGRESS, "Half of it"));
        commands.put("attach a file", new BoardCommand.Attach(file, task, "a.txt", "text/plain", Content.of("abc")));
        commands.put("detach a file", new BoardCommand.Detach(UUID.randomUUID(), task, file.toString()));
        return commands;
    }
}

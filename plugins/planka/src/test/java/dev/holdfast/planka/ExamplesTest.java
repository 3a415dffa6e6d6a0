package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that each command takes, as written down in {@code examples.md}. */
class ExamplesTest {

    private static final Path FILE = Path.of("examples.md");

    private final Bed bed = new Bed();
    private final Recorder recorder = new Recorder(bed.http(), bed.standIn().world::kindOf);
    private final StringBuilder text = new StringBuilder("""
            # The calls behind each command

            Recorded against the tests' stand-in of Planka 2.1, and compared with it by a test; after a change on purpose,
            `mvn test -pl spi,plugins/tck,plugins/planka -Dholdfast.examples.write=true` writes this file anew. Names in
            braces stand for ids. Every call but the first bears `X-Api-Key`, and says `Accept: application/json` and, with a
            body, `Content-Type: application/json` where no other is written down.
            """);
    private int command;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_command_of_each_kind_can_be_followed_in_a_recorded_example() throws IOException {
        try (BoardProvider provider = bed.with(Map.of("api_key", StandIn.KEY), recorder)) {
            record(provider);
        }
        if (Boolean.getBoolean("holdfast.examples.write")) {
            Path _ = Files.writeString(FILE, text);
        }
        assertEquals(Files.readString(FILE), text.toString());
    }

    private void record(BoardProvider provider) {
        provider.connect();
        section("Connect");
        Board _ = provider.setUp();
        section("Set a bare project up");
        int _ = provider.tasks(TaskFilter.all()).items().size();
        section("Read tasks");
        Task plain = Bed.apply(
                provider,
                new BoardCommand.Create(id(), TaskDraft.named("Write a parser").build()));
        section("Create, with a name alone");
        Task task = Bed.apply(provider, new BoardCommand.Create(id(), full(plain)));
        section("Create, with everything");
        Task _ = Bed.apply(provider, new BoardCommand.Update(id(), task.id(), changes()));
        section("Update");
        Task _ = Bed.apply(provider, new BoardCommand.Assign(id(), task.id(), "agent-7"));
        section("Assign");
        Task _ = Bed.apply(provider, new BoardCommand.Unassign(id(), task.id(), "agent-7"));
        section("Unassign");
        Task _ = Bed.apply(provider, new BoardCommand.Move(id(), task.id(), "in progress"));
        section("Move");
        CommandResult _ = provider.apply(new BoardCommand.AddComment(id(), task.id(), "Looks good"));
        section("Add a comment");
        Task _ = Bed.apply(provider, new BoardCommand.ReportBlocker(id(), task.id(), "No access", Severity.HIGH));
        section("Report a blocker");
        Task _ = Bed.apply(
                provider, new BoardCommand.ReportProgress(id(), task.id(), 40, Status.IN_PROGRESS, "Going on"));
        section("Report progress");
        Attachment file = assertInstanceOf(
                        CommandResult.Attached.class,
                        provider.apply(new BoardCommand.Attach(
                                id(), task.id(), "notes.txt", "text/plain", Content.of("Some notes"))))
                .attachment();
        section("Attach");
        Content _ = provider.download(task.id(), file.id());
        section("Download");
        CommandResult _ = provider.apply(new BoardCommand.Detach(id(), task.id(), file.id()));
        section("Detach");
        int _ = provider.comments(task.id(), 10, null).items().size();
        section("Read comments");
    }

    private static TaskDraft full(Task other) {
        return TaskDraft.named("Test the parser")
                .description("With **hard** input.")
                .priority(Priority.HIGH)
                .dueDate(Instant.parse("2031-03-01T12:00:00Z"))
                .estimatedHours(new BigDecimal("2.5"))
                .labels(Set.of("tests"))
                .dependencies(Set.of(other.id()))
                .parent(other.id())
                .acceptanceCriteria(List.of("It runs"))
                .build();
    }

    private static TaskChanges changes() {
        return TaskChanges.builder()
                .name("Test the parser well")
                .description("")
                .priority(Priority.LOW)
                .cleared(Set.of(TaskChanges.Field.DUE_DATE, TaskChanges.Field.ESTIMATED_HOURS))
                .actualHours(new BigDecimal("3.25"))
                .addedLabels(Set.of("slow"))
                .removedLabels(Set.of("tests"))
                .acceptanceCriteria(List.of("It runs", "It is fast"))
                .dependencies(Set.of())
                .build();
    }

    private UUID id() {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L + ++command);
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n\n").append(recorder.calls());
    }
}

package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls behind each command, as they are written down for readers; {@code -Dholdfast.examples.write=true} writes them anew. */
class ExamplesTest {

    private static final Path FILE = Path.of("examples.md");

    private final Bench bench = new Bench();
    private final BoardProvider provider = bench.ready(Map.of());
    private final Set<String> seen = new HashSet<>();
    private int commands;

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    @Test
    void a_command_of_each_kind_can_be_followed_in_a_recorded_example() throws IOException {
        StringBuilder text = new StringBuilder("""
                # The calls behind each command
                To a board that is connected and set up. Every call also has `Authorization: Bearer` with the token,
                `X-GitHub-Api-Version: %s` and `User-Agent: holdfast`.
                """.formatted(Api.VERSION));
        Map<String, BoardCommand> kinds = commands();
        kinds.forEach((name, command) -> {
            bench.github.calls.clear();
            CommandResult result = provider.apply(command);
            text.append("\n## ").append(name).append("\n");
            bench.github.calls.forEach(call -> text.append(shown(call)));
            assertEquals(
                    result.getClass(),
                    provider.apply(command instanceof BoardCommand.Detach ? again() : command)
                            .getClass());
        });
        for (Class<?> kind : BoardCommand.class.getPermittedSubclasses()) {
            if (kind.isRecord()) {
                assertEquals(1, kinds.values().stream().filter(kind::isInstance).count(), kind::getSimpleName);
            }
        }
        if (Boolean.getBoolean("holdfast.examples.write")) {
            Files.writeString(FILE, text);
        }
        assertEquals(Files.readString(FILE), text.toString());
    }

    private UUID id() {
        return new UUID(0x4000L, 0x8000000000000000L | ++commands);
    }

    private Map<String, BoardCommand> commands() {
        provider.apply(
                new BoardCommand.Create(id(), TaskDraft.named("Write the lexer").build()));
        provider.apply(
                new BoardCommand.Create(id(), TaskDraft.named("Release 1.0").build()));
        Map<String, BoardCommand> kinds = new LinkedHashMap<>();
        kinds.put(
                "Create",
                new BoardCommand.Create(
                        id(),
                        TaskDraft.named("Write the parser")
                                .description("Recursive descent.")
                                .labels(Set.of("compiler"))
                                .priority(Priority.HIGH)
                                .estimatedHours(new BigDecimal("2.5"))
                                .dueDate(Instant.parse("2031-03-01T09:30:00Z"))
                                .dependencies(Set.of("1"))
                                .parent("2")
                                .acceptanceCriteria(List.of("Every example parses"))
                                .build()));
        kinds.put(
                "Update",
                new BoardCommand.Update(
                        id(),
                        "3",
                        TaskChanges.builder()
                                .name("Write the whole parser")
                                .addedLabels(Set.of("core"))
                                .removedLabels(Set.of("compiler"))
                                .actualHours(new BigDecimal("3"))
                                .dependencies(Set.of())
                                .cleared(Set.of(TaskChanges.Field.DUE_DATE))
                                .build()));
        kinds.put("Assign", new BoardCommand.Assign(id(), "3", "agent-7"));
        kinds.put("Move", new BoardCommand.Move(id(), "3", "in progress"));
        kinds.put("AddComment", new BoardCommand.AddComment(id(), "3", "Half of it parses."));
        kinds.put("ReportBlocker", new BoardCommand.ReportBlocker(id(), "3", "No grammar yet", Severity.HIGH));
        kinds.put("ReportProgress", new BoardCommand.ReportProgress(id(), "3", 100, Status.DONE, "All of it parses"));
        kinds.put("Unassign", new BoardCommand.Unassign(id(), "3", "agent-7"));
        kinds.put("Attach", new BoardCommand.Attach(id(), "3", "log.txt", "text/plain", Content.of("All is well.")));
        BoardCommand.Attach gone = new BoardCommand.Attach(id(), "1", "old.txt", "text/plain", Content.of("Old."));
        kinds.put("Detach", new BoardCommand.Detach(id(), "1", attached(gone)));
        return kinds;
    }

    private String attached(BoardCommand.Attach attach) {
        return assertInstanceOf(CommandResult.Attached.class, provider.apply(attach))
                .attachment()
                .id();
    }

    /** Taking away what is gone is refused, so that its kind is repeated with another file. */
    private BoardCommand again() {
        bench.github.clock.advance(Duration.ofSeconds(1));
        return new BoardCommand.Detach(
                id(), "1", attached(new BoardCommand.Attach(id(), "1", "new.txt", "text/plain", Content.of("New."))));
    }

    private String shown(Call call) {
        StringBuilder text = new StringBuilder("\n```http\n")
                .append(call)
                .append(query(call))
                .append("\n");
        for (String header : List.of("accept", "if-none-match")) {
            if (call.headers().containsKey(header)) {
                text.append(header)
                        .append(": ")
                        .append(call.headers().get(header))
                        .append("\n");
            }
        }
        if (call.isGraph()) {
            String document = call.text("query").strip();
            text.append("\n")
                    .append(
                            seen.add(document)
                                    ? document
                                    : document.lines().findFirst().orElseThrow() + " … as above");
            text.append("\n\nvariables: ")
                    .append(call.body().path("variables").toPrettyString())
                    .append("\n");
        } else if (!call.body().isMissingNode()) {
            text.append("\n").append(call.body().toPrettyString()).append("\n");
        }
        return text.append("```\n")
                .toString()
                .replaceAll("[0-9]{8}T[0-9]{9}Z", "<time>")
                .replaceAll("W/\"[0-9a-f]{40}\"", "W/\"<tag>\"");
    }

    private static String query(Call call) {
        StringBuilder query = new StringBuilder();
        call.query().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> query.append(query.isEmpty() ? "?" : "&")
                        .append(entry.getKey())
                        .append("=")
                        .append(entry.getValue()));
        return query.toString();
    }
}

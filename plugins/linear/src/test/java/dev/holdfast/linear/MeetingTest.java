package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.InterleavedHttp;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskChangesBuilder;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two who meet on the board: all that the second does falls between two calls of the first, of each two in turn. */
class MeetingTest {

    private final Bench bench = new Bench();
    private final BoardProvider second = bench.ready();
    private final AtomicReference<String> firstAnswer = new AtomicReference<>();
    private final AtomicReference<String> secondAnswer = new AtomicReference<>();

    MeetingTest() throws IOException {}

    @AfterEach
    void stop() {
        second.close();
        bench.close();
    }

    private void meet(int callsAtLeast, Supplier<InterleavedHttp.Round> rounds) {
        int calls = InterleavedHttp.atEveryCall(bench.http(), rounds);

        assertTrue(calls >= callsAtLeast, () -> "Only " + calls + " calls");
    }

    private InterleavedHttp.Round round(BoardCommand ofFirst, BoardCommand ofSecond, Runnable holds) {
        return new InterleavedHttp.Round(
                http -> {
                    try (BoardProvider first = bench.provider(Map.of(), http)) {
                        first.connect();
                        firstAnswer.set(answer(first, ofFirst));
                    }
                },
                () -> secondAnswer.set(answer(second, ofSecond)),
                holds);
    }

    /** What the command made or changed; that another was quicker is an answer too. */
    private static String answer(BoardProvider provider, BoardCommand command) {
        try {
            return switch (provider.apply(command)) {
                case CommandResult.OfTask(Task task) -> task.id();
                case CommandResult.OfComment(Comment comment) -> comment.id();
                case CommandResult.Attached(Attachment attachment) -> attachment.id();
                case CommandResult.Detached(String attachment) -> attachment;
            };
        } catch (BoardFailure.Rejected refused) {
            return "refused";
        }
    }

    /** Sends one command twice, and checks that both were told of the only thing that it made. */
    private void makesOne(
            int callsAtLeast, Function<String, BoardCommand> command, Function<String, List<String>> made) {
        meet(callsAtLeast, () -> {
            String task = create("made for this").id();
            BoardCommand both = command.apply(task);
            return round(both, both, () -> {
                assertEquals(List.of(firstAnswer.get()), made.apply(task));
                assertEquals(firstAnswer.get(), secondAnswer.get());
            });
        });
    }

    private Task create(String name) {
        return new OnBoard(second).create(name);
    }

    private int tasks() {
        return new OnBoard(second).names(TaskFilter.all()).size();
    }

    @Test
    void a_create_that_both_send_makes_one_task() {
        String needed = create("needed").id();
        TaskDraft draft = TaskDraft.named("made by both")
                .labels(Set.of("red"))
                .priority(Priority.HIGH)
                .dependencies(Set.of(needed))
                .build();
        meet(4, () -> {
            BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), draft);
            int before = tasks();
            return round(create, create, () -> {
                assertEquals(before + 1, tasks());
                assertEquals(firstAnswer.get(), secondAnswer.get());
                Task task = second.task(firstAnswer.get());
                assertEquals(draft.labels(), task.labels());
                assertEquals(draft.priority(), task.priority());
                assertEquals(draft.dependencies(), task.dependencies());
            });
        });
    }

    @Test
    void a_comment_that_both_make_is_there_once() {
        makesOne(
                3,
                task -> new BoardCommand.AddComment(UUID.randomUUID(), task, "said"),
                task -> second.comments(task, 10, null).items().stream()
                        .map(Comment::id)
                        .toList());
    }

    @Test
    void a_file_that_both_attach_is_there_once() {
        makesOne(
                4,
                task -> new BoardCommand.Attach(UUID.randomUUID(), task, "log.txt", "text/plain", Content.of("bytes")),
                task -> second.attachments(task).stream().map(Attachment::id).toList());
    }

    @Test
    void a_report_that_both_make_is_told_once() {
        makesOne(
                3,
                task -> new BoardCommand.ReportProgress(UUID.randomUUID(), task, 100, null, "done"),
                task -> second.comments(task, 10, null).items().stream()
                        .map(_ -> task)
                        .toList());
    }

    @Test
    void of_two_who_take_a_task_one_at_most_has_it() {
        meet(3, () -> {
            String task = create("wanted").id();
            return round(
                    new BoardCommand.Assign(UUID.randomUUID(), task, "worker-1"),
                    new BoardCommand.Assign(UUID.randomUUID(), task, "worker-2"),
                    () -> holds(task, Map.of("worker-1", firstAnswer.get(), "worker-2", secondAnswer.get())));
        });
    }

    private void holds(String task, Map<String, String> answers) {
        String holder = second.task(task).assignedTo();
        answers.forEach((worker, answer) -> assertEquals(
                worker.equals(holder),
                answer.equals(task),
                () -> worker + " was answered " + answer + ", and the task is held by " + holder));
    }

    @Test
    void what_two_change_of_one_task_is_all_kept() {
        meet(3, () -> {
            Task task = create("changed by two");
            return round(
                    update(task, changes -> changes.name("by the first").addedLabels(Set.of("red", "both"))),
                    update(task, changes -> changes.description("by the second").addedLabels(Set.of("blue", "both"))),
                    () -> {
                        Task now = second.task(task.id());
                        assertEquals("by the first", now.name());
                        assertEquals("by the second", now.description());
                        assertEquals(Set.of("red", "blue", "both"), now.labels());
                    });
        });
    }

    private static BoardCommand update(Task task, Consumer<TaskChangesBuilder> changes) {
        TaskChangesBuilder builder = TaskChanges.builder();
        changes.accept(builder);
        return new BoardCommand.Update(UUID.randomUUID(), task.id(), builder.build());
    }
}

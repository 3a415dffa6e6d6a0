package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.InterleavedHttp;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two who meet on the board: all that the second does falls between two calls of the first, of each two in turn. */
class MeetingTest {

    private final Bed bed = new Bed();
    private final BoardProvider second = bed.ready();

    @AfterEach
    void close() {
        second.close();
        bed.close();
    }

    /** What both answered, the second first, and the check of it. */
    private InterleavedHttp.Round meet(
            BoardCommand ofFirst,
            BoardProvider another,
            BoardCommand ofSecond,
            BiConsumer<CommandResult, CommandResult> holds) {
        List<CommandResult> answers = Collections.synchronizedList(new ArrayList<>());
        return new InterleavedHttp.Round(
                http -> {
                    try (BoardProvider first = bed.with(Map.of("api_key", StandIn.KEY), http)) {
                        first.connect();
                        answers.add(first.apply(ofFirst));
                    }
                },
                () -> answers.add(another.apply(ofSecond)),
                () -> holds.accept(answers.getLast(), answers.getFirst()));
    }

    private int createdByBoth(BoardProvider another, TaskDraft draft) {
        return InterleavedHttp.atEveryCall(bed.http(), () -> {
            String name = "made " + UUID.randomUUID();
            BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), named(name, draft));
            return meet(create, another, create, (first, second) -> isOneTask(name, draft, first, second));
        });
    }

    private static TaskDraft named(String name, TaskDraft draft) {
        return TaskDraft.named(name)
                .labels(draft.labels())
                .priority(draft.priority())
                .estimatedHours(draft.estimatedHours())
                .dependencies(draft.dependencies())
                .parent(draft.parent())
                .acceptanceCriteria(draft.acceptanceCriteria())
                .build();
    }

    private void isOneTask(String name, TaskDraft draft, CommandResult first, CommandResult another) {
        List<Task> made = second.tasks(TaskFilter.all()).items().stream()
                .filter(task -> task.name().equals(name))
                .toList();
        assertEquals(1, made.size(), made::toString);
        Task task = made.getFirst();
        assertEquals(List.of(task.id(), task.id()), List.of(id(first), id(another)));
        assertEquals(draft.labels(), task.labels());
        assertEquals(draft.priority(), task.priority());
        assertEquals(draft.estimatedHours(), task.estimatedHours());
        assertEquals(draft.dependencies(), task.dependencies());
        assertEquals(draft.parent(), task.parent());
        assertEquals(draft.acceptanceCriteria(), task.acceptanceCriteria());
    }

    private static String id(CommandResult result) {
        return switch (result) {
            case CommandResult.OfTask(Task task) -> task.id();
            case CommandResult.OfComment(Comment comment) -> comment.id();
            case CommandResult.Attached(Attachment attachment) -> attachment.id();
            case CommandResult.Detached(String attachment) -> attachment;
        };
    }

    private TaskDraft full() {
        return TaskDraft.named("full")
                .labels(Set.of("red"))
                .priority(Priority.HIGH)
                .estimatedHours(new BigDecimal("1.5"))
                .dependencies(Set.of(Bed.create(second, "needed").id()))
                .parent(Bed.create(second, "parent").id())
                .acceptanceCriteria(List.of("one", "two", "one"))
                .build();
    }

    @Test
    void a_create_that_both_send_makes_one_task_and_both_are_told_of_it() {
        assertTrue(createdByBoth(second, TaskDraft.named("bare").build()) >= 5);
        assertTrue(createdByBoth(second, full()) >= 15);
    }

    @Test
    void a_create_whose_request_arrives_twice_in_the_meantime_makes_one_task_and_both_are_told_of_it() {
        try (BoardProvider doubling = bed.doubling("/cards")) {
            assertTrue(createdByBoth(doubling, TaskDraft.named("bare").build()) >= 5);
            assertTrue(createdByBoth(doubling, full()) >= 15);
        }
    }

    @Test
    void a_comment_that_both_make_is_there_once() {
        madeOnce(
                task -> new BoardCommand.AddComment(UUID.randomUUID(), task, "said"),
                task -> second.comments(task, 10, null).items().stream()
                        .map(Comment::id)
                        .toList());
    }

    @Test
    void a_file_that_both_attach_is_there_once() {
        madeOnce(
                task -> new BoardCommand.Attach(UUID.randomUUID(), task, "log.txt", "text/plain", Content.of("bytes")),
                task -> second.attachments(task).stream().map(Attachment::id).toList());
    }

    private void madeOnce(Function<String, BoardCommand> command, Function<String, List<String>> made) {
        int calls = InterleavedHttp.atEveryCall(bed.http(), () -> {
            String task = Bed.create(second, "discussed").id();
            BoardCommand makes = command.apply(task);
            return meet(makes, second, makes, (first, another) -> {
                assertEquals(id(first), id(another));
                assertEquals(List.of(id(first)), made.apply(task));
            });
        });

        assertTrue(calls >= 4, () -> "Only " + calls + " calls");
    }

    @Test
    void a_report_that_both_make_is_told_once() {
        int calls = InterleavedHttp.atEveryCall(bed.http(), () -> {
            String task = Bed.create(second, "reported").id();
            BoardCommand report = new BoardCommand.ReportProgress(UUID.randomUUID(), task, 100, null, "done");
            return meet(
                    report,
                    second,
                    report,
                    (_, _) -> assertEquals(
                            1, second.comments(task, 10, null).items().size()));
        });

        assertTrue(calls >= 4, () -> "Only " + calls + " calls");
    }

    @Test
    void what_two_change_of_one_task_is_all_kept() {
        int calls = InterleavedHttp.atEveryCall(bed.http(), () -> {
            Task task = Bed.create(second, "changed by two");
            return meet(
                    update(task, TaskChanges.builder().name("by the first").addedLabels(Set.of("red"))),
                    second,
                    update(
                            task,
                            TaskChanges.builder().description("by the second").addedLabels(Set.of("blue"))),
                    (_, _) -> {
                        Task now = second.task(task.id());
                        assertEquals("by the first", now.name());
                        assertEquals("by the second", now.description());
                        assertEquals(Set.of("red", "blue"), now.labels());
                    });
        });

        assertTrue(calls >= 5, () -> "Only " + calls + " calls");
    }

    private static BoardCommand update(Task task, TaskChangesBuilder changes) {
        return new BoardCommand.Update(UUID.randomUUID(), task.id(), changes.build());
    }
}

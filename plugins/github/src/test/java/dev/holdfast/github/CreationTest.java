package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creates in several calls, each of which may get lost. */
class CreationTest {

    private final Bench bench = new Bench();
    private final BoardProvider provider = bench.ready(Map.of());

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

    private Task create(String name) {
        return apply(
                new BoardCommand.Create(UUID.randomUUID(), TaskDraft.named(name).build()));
    }

    private TaskDraft full(String name) {
        return TaskDraft.named(name)
                .description("What it is about")
                .column("done")
                .labels(Set.of("red"))
                .priority(Priority.HIGH)
                .estimatedHours(new BigDecimal("2.5"))
                .dueDate(Instant.parse("2031-03-01T09:30:00.250Z"))
                .dependencies(Set.of(create("first").id()))
                .parent(create("whole").id())
                .acceptanceCriteria(List.of("It runs", "It is\nfast"))
                .build();
    }

    @Test
    void whichever_reply_is_lost_a_repetition_makes_one_whole_task() {
        TaskDraft draft = full("once");
        bench.github.calls.clear();
        Task whole = apply(new BoardCommand.Create(UUID.randomUUID(), draft));
        long writes = bench.github.calls.stream().filter(Call::isWrite).count();
        assertEquals(6, writes);

        for (int lost = 0; lost < writes; lost++) {
            TaskDraft next = full("lost " + lost);
            BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), next);
            int[] before = {lost};
            bench.github.faults.lose(1, call -> call.isWrite() && before[0]-- == 0);

            assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(create));
            Task made = apply(create);
            assertEquals(
                    next.toTask(made.id(), provider.board(), made.createdAt()).toBuilder()
                            .updatedAt(made.updatedAt())
                            .build(),
                    made);
            assertEquals(whole.acceptanceCriteria(), made.acceptanceCriteria());
            assertEquals(made.id(), apply(create).id());
        }
        assertEquals(3 * (writes + 1), provider.tasks(TaskFilter.all()).items().size());
    }

    @Test
    void a_create_repeated_late_brings_nothing_back_that_was_taken_away() {
        BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), full("once"));
        Task task = apply(create);
        apply(new BoardCommand.Update(
                UUID.randomUUID(),
                task.id(),
                TaskChanges.builder()
                        .dependencies(Set.of())
                        .removedLabels(Set.of("red"))
                        .cleared(Set.of(TaskChanges.Field.DUE_DATE, TaskChanges.Field.PRIORITY))
                        .build()));
        Task now = apply(new BoardCommand.Move(UUID.randomUUID(), task.id(), "blocked"));

        assertEquals(now, apply(create));
    }

    @Test
    void a_create_is_found_behind_hundreds_of_newer_issues_by_another_process() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("once").build());
        Task task = apply(create);
        for (int i = 0; i < Creations.REACH - 1; i++) {
            bench.github.world.add("newer " + i, i % 50 == 0 ? "x".repeat(60_000) : "").pull = i % 3 == 0;
        }

        BoardProvider other = bench.ready(Map.of());
        CommandResult.OfTask again = assertInstanceOf(CommandResult.OfTask.class, other.apply(create));
        assertEquals(task.id(), again.task().id());
        bench.github.calls.clear();
        other.apply(create);
        long lists = bench.github.calls.stream()
                .filter(call -> call.path().endsWith("/issues") && call.method().equals("GET"))
                .count();
        assertTrue(lists <= 8, () -> lists + " lists");
    }

    @Test
    void a_mark_that_people_wrote_below_is_found_and_their_words_are_kept() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("edited").description("Mine").build());
        Task task = apply(create);
        World.IssueRow issue = bench.github.world.at(Integer.parseInt(task.id()));
        issue.body = issue.body.replace("\n", "\r\n") + "\r\n\r\nAnd theirs";

        assertEquals(task.id(), apply(create).id());
        assertEquals("Mine\n\nAnd theirs", provider.task(task.id()).description());
    }

    @Test
    void a_create_whose_labels_would_be_dropped_without_a_word_is_refused_and_makes_nothing() {
        bench.github.world.permission = "READ";
        BoardProvider reader = bench.provider();
        reader.connect();
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("labelled").labels(Set.of("red")).build());

        assertThrows(BoardFailure.Unauthorized.class, () -> reader.apply(create));
        assertEquals(0, bench.github.world.issues.size());
    }

    @Test
    void issues_that_are_switched_off_are_told() {
        bench.github.world.issuesEnabled = false;
        BoardProvider other = bench.provider();
        other.connect();

        assertTrue(other.check().missing().contains("Switch on the issues of the repository"));
        assertThrows(
                BoardFailure.Rejected.class,
                () -> other.apply(new BoardCommand.Create(
                        UUID.randomUUID(), TaskDraft.named("none").build())));
    }
}

package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.InterleavedHttp;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskChangesBuilder;
import dev.holdfast.spi.TaskDraft;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two who meet on the board: all that the second does falls between two calls of the first, of each two in turn. */
class MeetingTest {

    private final Bench bench = new Bench();
    private final BoardProvider second = bench.ready(Map.of());

    @AfterEach
    void stop() {
        second.close();
        bench.close();
        bench.verify();
    }

    private void meet(int callsAtLeast, Supplier<InterleavedHttp.Round> rounds) {
        int calls = InterleavedHttp.atEveryCall(bench.http(), rounds);

        assertTrue(calls >= callsAtLeast, () -> "Only " + calls + " calls");
    }

    private InterleavedHttp.Round round(Consumer<BoardProvider> ofFirst, Runnable ofSecond, Runnable holds) {
        return new InterleavedHttp.Round(
                http -> {
                    try (BoardProvider first = bench.provider(Map.of(), http)) {
                        first.connect();
                        ofFirst.accept(first);
                    }
                },
                ofSecond,
                holds);
    }

    private static Task apply(BoardProvider provider, BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    private Task create(TaskDraft draft) {
        return apply(second, new BoardCommand.Create(UUID.randomUUID(), draft));
    }

    private static Task update(BoardProvider provider, String task, Consumer<TaskChangesBuilder> changes) {
        TaskChangesBuilder builder = TaskChanges.builder();
        changes.accept(builder);
        return apply(provider, new BoardCommand.Update(UUID.randomUUID(), task, builder.build()));
    }

    @Test
    void what_two_change_of_one_task_is_all_kept() {
        String needed = create(TaskDraft.named("needed").build()).id();
        meet(6, () -> {
            String task = create(TaskDraft.named("changed by two").build()).id();
            return round(
                    first -> update(
                            first,
                            task,
                            changes -> changes.name("by the first")
                                    .addedLabels(Set.of("red", "both"))
                                    .priority(Priority.HIGH)
                                    .estimatedHours(new BigDecimal("1.5"))),
                    () -> update(
                            second,
                            task,
                            changes -> changes.description("by the second")
                                    .addedLabels(Set.of("blue", "both"))
                                    .dependencies(Set.of(needed))
                                    .actualHours(new BigDecimal("2.5"))),
                    () -> {
                        Task now = second.task(task);
                        assertEquals("by the first", now.name());
                        assertEquals("by the second", now.description());
                        assertEquals(Set.of("red", "blue", "both"), now.labels());
                        assertEquals(Priority.HIGH, now.priority());
                        assertEquals(new BigDecimal("1.5"), now.estimatedHours());
                        assertEquals(new BigDecimal("2.5"), now.actualHours());
                        assertEquals(Set.of(needed), now.dependencies());
                    });
        });
    }

    @Test
    void of_two_who_take_a_task_the_one_who_was_told_last_that_it_has_it_has_it() {
        meet(5, () -> {
            String task = create(TaskDraft.named("wanted").build()).id();
            List<String> told = new ArrayList<>();
            return round(
                    first -> told.addAll(take(first, task, "worker-1")),
                    () -> told.addAll(take(second, task, "worker-2")),
                    () -> assertEquals(told.getLast(), second.task(task).assignedTo()));
        });
    }

    /** Who has the task as this worker was told, if it was not refused. */
    private static List<String> take(BoardProvider provider, String task, String worker) {
        try {
            BoardCommand assign = new BoardCommand.Assign(UUID.randomUUID(), task, worker);
            return List.of(String.valueOf(apply(provider, assign).assignedTo()));
        } catch (BoardFailure.Rejected refused) {
            return List.of();
        }
    }
}

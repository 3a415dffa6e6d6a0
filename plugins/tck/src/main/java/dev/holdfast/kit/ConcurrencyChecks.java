package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several callers at once. */
interface ConcurrencyChecks extends Checks {

    @Test
    default void tasks_that_are_created_at_once_are_all_there() {
        List<String> names =
                IntStream.range(0, 16).mapToObj(i -> "task %02d".formatted(i)).toList();
        Together.all(names.stream()
                .<Callable<CommandResult>>map(name -> () -> bench().insist(new BoardCommand.Create(
                        id(), TaskDraft.named(name).build())))
                .toList());

        assertEquals(names, bench().names(TaskFilter.all()));
    }

    @Test
    default void labels_that_are_added_at_once_are_all_kept() {
        Task task = bench().create(
                        TaskDraft.named("labelled").labels(Set.of("first")).build());
        List<String> labels = IntStream.range(0, 8).mapToObj(i -> "label " + i).toList();
        Together.all(labels.stream()
                .<Callable<CommandResult>>map(label -> () -> bench().insist(new BoardCommand.Update(
                        id(),
                        task.id(),
                        TaskChanges.builder().addedLabels(Set.of(label)).build())))
                .toList());

        Set<String> expected = new HashSet<>(labels);
        expected.add("first");
        assertEquals(expected, bench().read(task).labels());
    }

    @Test
    default void comments_that_are_made_at_once_are_all_there() {
        Task task = bench().create("discussed");
        List<String> texts = IntStream.range(0, 8).mapToObj(i -> "comment " + i).toList();
        Together.all(texts.stream()
                .<Callable<CommandResult>>map(
                        text -> () -> bench().insist(new BoardCommand.AddComment(id(), task.id(), text)))
                .toList());

        assertEquals(texts, bench().comments(task).stream().sorted().toList());
    }

    @Test
    default void of_many_workers_who_take_a_task_at_once_one_gets_it() {
        bench().needs(Capability.ATOMIC_ASSIGNMENT);
        Task task = bench().create("wanted");
        long winners = Together.outcomes(IntStream.range(0, 8)
                        .<Callable<Task>>mapToObj(i -> () -> bench().assign(task, "worker-" + i))
                        .toList())
                .stream()
                .filter(outcome -> won(outcome))
                .count();

        assertEquals(1, winners);
    }

    @Test
    default void a_command_that_is_sent_many_times_at_once_makes_one_effect() {
        bench().needs(Capability.COMMAND_MEMORY);
        BoardCommand create =
                new BoardCommand.Create(id(), TaskDraft.named("once").build());
        List<Task> answers = Together.all(Collections.nCopies(8, (Callable<Task>) () -> bench().changed(create)));

        assertEquals(1, answers.stream().map(Task::id).distinct().count());
        assertEquals(List.of("once"), bench().names(TaskFilter.all()));
    }

    private static boolean won(Together.Outcome<Task> outcome) {
        return switch (outcome) {
            case Together.Returned<Task> _ -> true;
            case Together.Threw<Task>(Throwable cause) -> {
                assertInstanceOf(BoardFailure.Rejected.class, cause);
                yield false;
            }
        };
    }
}

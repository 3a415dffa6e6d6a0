package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskChangesBuilder;
import dev.holdfast.spi.TaskDraft;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a task waits for, of which GitHub takes no more than fifty. */
class DependenciesTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    @BeforeEach
    void many() {
        IntStream.rangeClosed(1, 52).forEach(i -> world.put(world.project(), world.add("task " + i, "")));
    }

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private static Set<String> range(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).collect(Collectors.toSet());
    }

    private Task update(String task, TaskChangesBuilder changes) {
        BoardCommand update = new BoardCommand.Update(UUID.randomUUID(), task, changes.build());
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(update))
                .task();
    }

    private static BoardCommand create(Set<String> dependencies) {
        return new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("waiting").dependencies(dependencies).build());
    }

    @Test
    void more_dependencies_than_github_takes_are_refused_before_anything_is_written() {
        bench.github.calls.clear();

        assertThrows(BoardFailure.Rejected.class, () -> provider.apply(create(range(1, 51))));
        assertThrows(
                BoardFailure.Rejected.class,
                () -> update("52", TaskChanges.builder().name("renamed").dependencies(range(1, 51))));
        assertTrue(bench.github.calls.stream().noneMatch(Call::isWrite));
    }

    @Test
    void one_of_fifty_dependencies_can_be_exchanged() {
        World.IssueRow waiting = world.at(52);
        IntStream.rangeClosed(1, 50).forEach(i -> waiting.blockers.add(world.at(i)));

        assertEquals(
                range(2, 51),
                update("52", TaskChanges.builder().dependencies(range(2, 51))).dependencies());
    }

    @Test
    void an_update_whose_dependencies_github_refuses_changes_nothing_else() {
        assertThrows(
                BoardFailure.Rejected.class,
                () -> update(
                        "1",
                        TaskChanges.builder()
                                .name("renamed")
                                .addedLabels(Set.of("red"))
                                .dependencies(Set.of("1"))));

        assertEquals("task 1", world.at(1).title);
        assertEquals(Set.of(), world.at(1).labels);
    }

    @Test
    void an_issue_that_went_to_another_repository_is_no_dependency() {
        world.at(1).repository = "octo-org/attic";

        assertThrows(BoardFailure.NotFound.class, () -> provider.apply(create(Set.of("1"))));
        assertEquals(52, world.issues.size());
    }
}

package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the token does not reach, or no longer. */
class ReachTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private World.IssueRow add(String title) {
        World.IssueRow issue = world.add(title, "");
        world.put(world.project(), issue);
        return issue;
    }

    @Test
    void what_the_token_may_not_see_is_left_out_and_the_board_stays() {
        World.IssueRow seen = add("seen");
        World.IssueRow first = add("first");
        World.IssueRow hidden = add("hidden");
        hidden.hidden = true;
        hidden.blockers.add(first);
        seen.blockers.addAll(List.of(hidden, first));
        seen.parent = hidden;
        seen.parts.addAll(List.of(hidden, first));
        world.put(world.projects.getLast(), seen);
        world.projects.getLast().hidden = true;

        Task task = provider.task("1");
        assertEquals(Set.of("2"), task.dependencies());
        assertEquals(List.of("2"), task.subtasks());
        assertNull(task.parent());
        assertEquals(3, provider.tasks(TaskFilter.all()).items().size());
        assertEquals(
                List.of("1"), provider.dependents("2").stream().map(Task::id).toList());
        assertEquals(
                List.of("Roadmap"), provider.boards().stream().map(Board::name).toList());
    }

    @Test
    void a_repository_that_was_renamed_is_told_and_no_empty_board() {
        world.name = "octo-org/interpreter";
        BoardProvider other = bench.provider();

        BoardFailure failure = assertThrows(BoardFailure.NotFound.class, other::connect);
        assertEquals("The repository has another name now; configure that", failure.getMessage());
        assertThrows(BoardFailure.NotFound.class, provider::board);
    }

    @Test
    void a_repository_in_other_letters_is_the_same() {
        world.name = "Octo-Org/Compiler";

        assertEquals("Roadmap", provider.board().name());
    }

    @Test
    void a_board_that_is_gone_is_not_found_and_no_empty_one() {
        add("lost");
        world.gone = true;

        assertThrows(BoardFailure.NotFound.class, () -> provider.tasks(TaskFilter.all()));
        assertThrows(BoardFailure.NotFound.class, provider::metrics);
    }
}

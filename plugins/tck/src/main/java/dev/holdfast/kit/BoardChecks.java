package dev.holdfast.kit;

import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a board is before anything is done to it. */
interface BoardChecks extends Checks {

    @Test
    default void the_board_has_a_column_for_every_status() {
        Board board = bench().provider().board();

        for (Status status : Status.values()) {
            assertTrue(
                    board.columns().stream().anyMatch(column -> column.status() == status),
                    () -> status + " has no column in " + board);
        }
    }

    @Test
    default void column_names_are_unique_whatever_their_case() {
        List<String> names = bench().provider().board().columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();

        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
    }

    @Test
    default void setting_up_again_changes_nothing() {
        Task task = bench().create("stays");
        Board before = bench().provider().board();

        assertEquals(before, bench().provider().setUp());
        assertEquals(before, bench().provider().board());
        assertSameTask(task, bench().read(task));
    }

    @Test
    default void the_board_is_among_those_that_the_credentials_reach() {
        assertTrue(bench().provider().boards().contains(bench().provider().board()));
    }

    @Test
    default void the_summary_tells_the_board_and_its_metrics() {
        bench().create("one");

        assertEquals(bench().provider().board(), bench().provider().summary().board());
        assertEquals(bench().provider().metrics(), bench().provider().summary().metrics());
    }

    @Test
    default void after_set_up_nothing_is_missing_and_every_column_is_explained() {
        BoardCheck check = bench().provider().check();

        assertEquals(List.of(), check.missing());
        for (Column column : bench().provider().board().columns()) {
            assertEquals(column.status().name(), check.mapping().get("column " + column.name()), check::toString);
        }
    }

    @Test
    default void a_new_board_has_no_tasks() {
        assertEquals(List.of(), bench().tasks(TaskFilter.all()));
        assertEquals(new Metrics(0, 0, 0, 0, 0), bench().provider().metrics());
    }
}

package dev.holdfast.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final Board BOARD = Board.standard("b", "Board");

    @ParameterizedTest
    @CsvSource({
        "backlog, TODO",
        "todo, TODO",
        "to do, TODO",
        "To-Do, TODO",
        "READY, TODO",
        "in progress, IN_PROGRESS",
        "In_Progress, IN_PROGRESS",
        "blocked, BLOCKED",
        "On Hold, BLOCKED",
        "done, DONE",
        "completed, DONE",
        "Closed, DONE"
    })
    void a_status_is_known_by_its_aliases(String text, Status status) {
        assertEquals(Optional.of(status), Status.of(text));
        assertEquals(status, BOARD.column(text).status());
    }

    @ParameterizedTest
    @EnumSource
    void a_status_is_known_by_its_own_title_and_name(Status status) {
        assertEquals(Optional.of(status), Status.of(status.title()));
        assertEquals(Optional.of(status), Status.of(status.name()));
    }

    @ParameterizedTest
    @CsvSource({"urgent, URGENT", "Critical, URGENT", "HIGH, HIGH", "p1, HIGH", "normal, MEDIUM", "minor, LOW"})
    void a_priority_is_known_by_its_aliases(String text, Priority priority) {
        assertEquals(Optional.of(priority), Priority.of(text));
    }

    @ParameterizedTest
    @EnumSource
    void a_severity_is_known_by_its_code(Severity severity) {
        assertEquals(Optional.of(severity), Severity.of(severity.code()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Somewhere", "", "to  dos", "done!"})
    void an_unknown_column_is_refused_and_never_another_one(String text) {
        assertEquals(Optional.empty(), Status.of(text));
        assertThrows(BoardFailure.Rejected.class, () -> BOARD.column(text));
    }

    @Test
    void a_column_of_exactly_that_name_comes_before_an_alias() {
        Board board = new Board(
                "b",
                "Board",
                List.of(new Column("1", "Backlog", Status.TODO), new Column("2", "Ready", Status.TODO)),
                null);

        assertEquals("2", board.column("ready").id());
        assertEquals("1", board.column("todo").id());
        assertThrows(BoardFailure.Rejected.class, () -> board.column(Status.DONE));
    }
}

package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists as columns, and setting a board up. */
class ColumnsTest {

    private final Bed bed = new Bed();
    private final ObjectNode board = bed.standIn()
            .boards
            .newBoard(World.object()
                    .put("name", "Team board")
                    .put("position", 65_536)
                    .put("projectId", bed.standIn().project.path("id").textValue()));

    @AfterEach
    void close() {
        bed.close();
    }

    private void list(String type, String name, double position) {
        ObjectNode _ = bed.standIn()
                .world
                .insert(
                        "lists",
                        World.object()
                                .put("type", type)
                                .put("name", name)
                                .put("position", position)
                                .put("boardId", board.path("id").textValue()));
    }

    private BoardProvider connected(Map<String, String> more) {
        Map<String, String> config = new HashMap<>(more);
        config.put("api_key", StandIn.KEY);
        config.put("board_name", "Team board");
        BoardProvider provider = bed.with(config);
        provider.connect();
        return provider;
    }

    private static Map<String, Status> statuses(Board board) {
        return board.columns().stream().collect(Collectors.toMap(Column::name, Column::status));
    }

    @Test
    void lists_are_columns_by_their_names_types_and_configuration() {
        list("active", "Backlog", 1);
        list("active", "Peer-Review", 2);
        list("active", "Frozen", 3);
        list("closed", "Shipped", 4);
        BoardProvider provider = connected(Map.of("statuses", "peer review = in progress; FROZEN = blocked"));

        assertEquals(
                Map.of(
                        "Backlog", Status.TODO,
                        "Peer-Review", Status.IN_PROGRESS,
                        "Frozen", Status.BLOCKED,
                        "Shipped", Status.DONE),
                statuses(provider.board()));
    }

    @Test
    void columns_are_in_the_order_of_their_positions_and_then_of_their_ids() {
        list("active", "third", 7);
        list("active", "first", 5);
        list("active", "fourth", 7);
        list("closed", "second", 6);

        assertEquals(
                List.of("first", "second", "third", "fourth"),
                connected(Map.of()).board().columns().stream().map(Column::name).toList());
    }

    @Test
    void lists_of_one_name_are_told_apart() {
        list("active", "To Do", 1);
        list("active", "to-do", 2);

        assertEquals(
                List.of("To Do", "to-do (2)"),
                connected(Map.of()).board().columns().stream().map(Column::name).toList());
    }

    @Test
    void a_list_that_nothing_is_told_of_counts_as_in_progress_and_the_check_says_so() {
        list("active", "Umbrella", 1);
        BoardProvider provider = connected(Map.of());

        assertEquals(Map.of("Umbrella", Status.IN_PROGRESS), statuses(provider.board()));
        assertTrue(provider.check().missing().stream()
                .anyMatch(line -> line.contains("\"Umbrella\"") && line.contains("statuses")));
    }

    @Test
    void a_check_tells_what_a_bare_board_lacks_and_setting_it_up_mends_that() {
        BoardProvider provider = connected(Map.of());
        assertEquals(
                4 + 1 + 3,
                provider.check().missing().size(),
                () -> provider.check().toString());

        Board _ = provider.setUp();
        assertEquals(List.of(), provider.check().missing());
        assertEquals("bot", provider.check().account());
        assertEquals("label priority/high", provider.check().mapping().get("priority high"));
    }

    @Test
    void setting_up_adds_what_is_missing_and_leaves_the_rest() {
        list("active", "Backlog", 65_536);
        list("active", "Doing", 131_072);
        Board set = connected(Map.of()).setUp();

        assertEquals(
                List.of("Backlog", "Doing", "Blocked", "Done"),
                set.columns().stream().map(Column::name).toList());
        assertEquals("closed", bed.row("lists", "name", "Done").path("type").textValue());
        assertEquals(1, bed.standIn().world.all("boards").size());
    }

    @Test
    void a_set_up_that_is_broken_off_anywhere_is_completed_by_the_next() {
        BoardProvider provider = connected(Map.of());
        for (int lost = 1; lost < 20; lost++) {
            bed.standIn().faults.loseReplyToWrite(1);
            try {
                Board _ = provider.setUp();
                break;
            } catch (BoardFailure.Unavailable e) {
                bed.standIn().faults.loseNothing();
            }
        }

        assertEquals(List.of(), provider.check().missing());
        assertEquals(4 + 2, bed.standIn().world.all("lists").size());
        assertEquals(4, bed.standIn().world.all("labels").size());
        assertEquals(3, bed.standIn().world.all("customFields").size());
        assertEquals(1, bed.standIn().world.all("customFieldGroups").size());
        assertEquals(1, bed.standIn().world.all("boardMemberships").size());
    }

    @Test
    void a_board_that_is_not_there_is_not_found_until_it_is_set_up() {
        BoardProvider provider = bed.byKey();
        provider.connect();

        assertThrows(BoardFailure.NotFound.class, provider::board);
        assertEquals("Holdfast", provider.setUp().name());
        assertEquals("Holdfast", provider.board().name());
    }

    @Test
    void a_board_that_was_deleted_since_is_made_anew_by_setting_up() {
        BoardProvider provider = bed.ready();
        String gone = provider.board().id();
        bed.standIn().change(() -> bed.standIn().world.delete("boards", bed.row("boards", "id", gone)));

        assertEquals("Holdfast", provider.setUp().name());
        assertNotEquals(gone, provider.board().id());
    }

    @Test
    void a_board_can_be_named_by_its_id_alone() {
        BoardProvider provider = bed.with(
                Map.of("api_key", StandIn.KEY, "board", board.path("id").textValue()));
        provider.connect();

        assertEquals("Team board", provider.setUp().name());
        assertEquals(
                bed.standIn().base() + "/boards/" + board.path("id").textValue(),
                String.valueOf(provider.board().url()));
    }
}

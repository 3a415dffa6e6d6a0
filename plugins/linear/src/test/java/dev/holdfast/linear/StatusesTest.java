package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusesTest {

    private final Bench bench = new Bench();

    StatusesTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private static List<String> columns(BoardProvider provider) {
        return provider.board().columns().stream()
                .map(column -> column.name() + " " + column.status())
                .toList();
    }

    @Test
    void states_are_columns_by_their_type_and_position_and_triage_is_not_the_first() {
        bench.linear.workspace.state(bench.team, "Duplicate", "duplicate", 5);
        BoardProvider provider = bench.ready();

        assertEquals(
                List.of(
                        "Backlog TODO",
                        "Todo TODO",
                        "Triage TODO",
                        "In Progress IN_PROGRESS",
                        "Blocked BLOCKED",
                        "Done DONE",
                        "Canceled DONE",
                        "Duplicate DONE"),
                columns(provider));
        assertEquals("Backlog", new OnBoard(provider).create("new").column());
    }

    @Test
    void what_a_state_stands_for_is_told_by_the_configuration_first() {
        bench.linear.workspace.state(bench.team, "In Review", "started", 2.5);
        bench.linear.workspace.state(bench.team, "Waiting", "unstarted", 1.5);
        BoardProvider provider = bench.provider(Map.of("statuses", "in review = done; Waiting = blocked"));
        provider.connect();
        OnBoard board = new OnBoard(provider);
        board.create(TaskDraft.named("waits").column("waiting").build());
        board.create(TaskDraft.named("reviewed").column("In Review").build());

        assertEquals(List.of(), provider.check().missing());
        assertEquals(List.of("waits"), board.names(TaskFilter.all().withStatus(Status.BLOCKED)));
        assertEquals(List.of("reviewed"), board.names(TaskFilter.all().withStatus(Status.DONE)));
        assertEquals(List.of(), board.names(TaskFilter.all().withStatus(Status.IN_PROGRESS)));
    }

    @Test
    void set_up_adds_the_status_that_is_missing_and_the_check_says_so_before() {
        BoardProvider provider = bench.provider();
        provider.connect();
        BoardCheck before = provider.check();
        provider.setUp();
        Node blocked = bench.team.list("states").getLast();

        assertEquals(List.of("The board has no column for Blocked; set it up, or map one to it"), before.missing());
        assertEquals("ada", before.account());
        assertEquals("Urgent", before.mapping().get("priority Urgent"));
        assertEquals("label holder: WORKER", before.mapping().get("holder"));
        assertEquals("started Blocked", blocked.get("type") + " " + blocked.get("name"));
        assertEquals(List.of(), provider.check().missing());
    }

    @Test
    void a_status_that_linear_lets_nobody_add_is_unsupported() {
        BoardProvider provider = bench.provider(Map.of("statuses", "Blocked = in progress"));
        provider.connect();
        bench.linear.workspace.state(bench.team, "Blocked", "started", 3);

        assertThrows(BoardFailure.Unsupported.class, provider::setUp);
    }

    @Test
    void priorities_are_mapped_and_one_that_nothing_stands_for_is_refused() {
        BoardProvider provider = bench.ready(Map.of("priorities", "Urgent = high; Medium = low"));
        OnBoard board = new OnBoard(provider);
        bench.linear.workspace.issue(bench.team, "theirs").put("priority", 1);
        TaskDraft urgent = TaskDraft.named("x").priority(Priority.URGENT).build();

        assertEquals(
                Priority.HIGH,
                provider.tasks(TaskFilter.all()).items().getFirst().priority());
        assertEquals(
                Priority.HIGH,
                board.create(TaskDraft.named("ours").priority(Priority.HIGH).build())
                        .priority());
        assertThrows(BoardFailure.Rejected.class, () -> board.create(urgent));
        assertEquals(2, provider.check().missing().size());
    }

    @Test
    void a_mapping_to_something_unknown_makes_no_provider() {
        assertThrows(InvalidConfig.class, () -> bench.provider(Map.of("statuses", "Done = perhaps")));
        assertThrows(InvalidConfig.class, () -> bench.provider(Map.of("priorities", "Urgent = perhaps")));
        assertThrows(InvalidConfig.class, () -> bench.provider(Map.of("priorities", "Enormous = high")));
    }

    @Test
    void every_column_of_another_team_is_read_too() {
        bench.linear.workspace.team("OPS", "Operations");
        BoardProvider provider = bench.ready();

        assertEquals(2, provider.boards().size());
        assertTrue(provider.boards().stream()
                .flatMap(board -> board.columns().stream())
                .map(Column::status)
                .toList()
                .contains(Status.BLOCKED));
    }
}

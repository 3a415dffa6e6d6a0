package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.board.AssignmentProbe;
import dev.holdfast.board.Plugins;
import dev.holdfast.sqlite.SqliteFactory;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store calls and capacity units of what is asked of a board, by an instance that is connected to it. */
class BoardCostTest {
    @TempDir
    private Path files;

    private final SettableClock clock = new SettableClock();
    private final Table table = TestStore.table();
    private OneInstance one = new OneInstance(table, clock);
    private UUID project = new UUID(0, 0);

    @BeforeEach
    void connect() {
        one = new OneInstance(table, clock, new BoardSetup(Plugins.of(new SqliteFactory()), "sqlite", files));
        project = one.register();
        one.on.boards().connect().apply(one.call(), project, true);
        apply("create", "'name':'a task'");
        read("tasks");
    }

    @AfterEach
    void disconnect() {
        one.on.boards().close();
    }

    private void apply(String command, String members) {
        one.run("board-apply", "{'project':'" + project + "','command':'" + command + "'," + members + "}");
    }

    private void read(String read) {
        one.run("board-read", "{'project':'" + project + "','read':'" + read + "'}");
    }

    private void keyed(String command, String members) {
        one.runKeyed(
                UUID.randomUUID().toString(),
                "board-apply",
                "{'project':'" + project + "','command':'" + command + "'," + members + "}");
    }

    private void costs(int calls, double reads, double writes) {
        assertEquals(new Consumption(calls, reads, writes), one.budget.consumed());
    }

    @Test
    void a_read_asks_for_project_credentials_and_holders_and_writes_nothing_while_nothing_changes() {
        read("tasks");
        costs(3, 3, 0);
    }

    @Test
    void what_is_available_costs_the_same_beside_any_number_of_finished_tasks() {
        ProjectRef owner =
                one.on.registry().resolve().byCloudUuid(one.call(), project).ref();
        AssignmentProbe.finished(table, one.call().budget(), owner, 300);
        String available = "{'project':'" + project + "','read':'tasks','available':true}";
        one.run("board-read", available);
        one.run("board-read", available);
        costs(4, 3.5, 0);
    }

    @Test
    void a_command_reads_in_four_calls_and_writes_its_event() {
        apply("move", "'task':'1','column':'done'");
        costs(5, 6, 1);
    }

    @Test
    void a_key_adds_its_record() {
        keyed("move", "'task':'1','column':'done'");
        costs(6, 6, 5);
    }

    @Test
    void taking_a_task_adds_the_compare_and_set_and_that_the_board_shows_it() {
        apply("assign", "'task':'1','agent_id':'ann'");
        costs(8, 7, 4);
    }
}

package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.board.Plugins;
import dev.holdfast.board.TroubledBoards;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.sqlite.SqliteFactory;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real table and a real SQLite board, whose line can be broken. */
abstract class BoardCase {
    static final String TOKEN = "very-secret-token";

    @TempDir
    Path files;

    final SettableClock clock = new SettableClock();
    final String name = "t" + UUID.randomUUID();
    final Table table = TestStore.table(TestStore.endpoint(), name);
    final TroubledBoards boards = new TroubledBoards();
    OneInstance one = new OneInstance(table, clock);
    UUID project = new UUID(0, 0);

    @BeforeEach
    void connect() {
        one = instance();
        project = register("troubled", "{'token':'" + TOKEN + "'}");
        assertTrue(set(project).path("connected").booleanValue());
    }

    @AfterEach
    void disconnect() {
        one.on.boards().close();
        assertEquals(0, boards.open.get(), "connections left open");
    }

    OneInstance instance() {
        return instance(table);
    }

    /** Another instance, to be closed by who made it. */
    OneInstance instance(Table table) {
        return new OneInstance(table, clock, new BoardSetup(Plugins.of(boards, new SqliteFactory()), "sqlite", files));
    }

    JsonNode set(UUID which) {
        return BoardViews.connected(one.on.boards().connect().apply(one.call(), which, true));
    }

    UUID register(String provider, String config) {
        UUID local = UUID.randomUUID();
        JsonNode registered = one.run(
                "register",
                "{'local_project_uuid':'" + local + "','project_name':'p','machine_uuid':'" + local + "','provider':'"
                        + provider + "','provider_config':" + config + "}");
        return UUID.fromString(registered.path("cloud_uuid").textValue());
    }

    JsonNode apply(String command, String... members) {
        return one.run("board-apply", input("'command':'" + command + "'", members));
    }

    JsonNode applyKeyed(String key, String command, String... members) {
        return one.runKeyed(key, "board-apply", input("'command':'" + command + "'", members));
    }

    JsonNode read(String read, String... members) {
        return one.run("board-read", input("'read':'" + read + "'", members));
    }

    String input(String first, String... members) {
        return "{'project':'" + project + "'," + first + (members.length == 0 ? "" : "," + String.join(",", members))
                + "}";
    }

    String create(String name) {
        return apply("create", "'name':'" + name + "'")
                .path("task")
                .path("task_id")
                .textValue();
    }

    JsonNode assign(String task, String agent) {
        return apply("assign", "'task':'" + task + "'", "'agent_id':'" + agent + "'");
    }

    List<String> ids(JsonNode list) {
        return list.path("items")
                .valueStream()
                .map(it -> it.path("task_id").textValue())
                .toList();
    }

    static Refusal refused(Reason reason, Runnable call) {
        Refusal refusal = assertThrows(Refusal.class, call::run);
        assertEquals(reason, refusal.reason(), refusal::detail);
        return refusal;
    }

    static Object holder(Refusal refusal) {
        return Problems.problem(refusal).path("holder").path("agent_id").textValue();
    }

    void outage() {
        boards.breakWith(() -> new BoardFailure.Unavailable("The board is down"));
    }
}

package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.board.AssignmentProbe;
import dev.holdfast.board.Held;
import dev.holdfast.board.Plugins;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.project.ProjectEdit;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.sqlite.SqliteFactory;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.TestStore;
import dev.holdfast.table.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who holds which task, whatever happens to configuration, plugins, sessions and the board meanwhile. */
class HoldersTest extends BoardCase {

    private void edit(String config) {
        ProjectEdit edit = ProjectEdit.read(
                Fields.of(StrictJson.parse(("{\"provider_config\":" + config + "}").getBytes(StandardCharsets.UTF_8))));
        one.on.registry().change().edit(one.call(), project, edit, null);
    }

    /** Somebody at the board itself. */
    private void person(Consumer<BoardProvider> does) {
        SqliteFactory sqlite = new SqliteFactory();
        try (Stream<Path> paths = Files.walk(files)) {
            Path directory = paths.filter(path -> path.toString().endsWith(".db"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow();
            try (BoardProvider provider = sqlite.create(
                    ProviderConfig.of(sqlite.configuration(), Map.of()), ProviderContext.of(clock, directory))) {
                provider.connect();
                does.accept(provider);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void move(BoardProvider provider, String task, String column) {
        provider.apply(new BoardCommand.Move(UUID.randomUUID(), task, column));
    }

    private String status(String task) {
        return read("task", "'task':'" + task + "'").path("status").textValue();
    }

    private ProjectRef owner() {
        return one.on.registry().resolve().byCloudUuid(one.call(), project).ref();
    }

    private List<Held> held() {
        return one.on
                .boards()
                .holders()
                .list(one.call().budget(), owner(), _ -> true, null)
                .items();
    }

    @Test
    void a_board_stays_the_same_while_only_how_it_is_used_changes() {
        String task = create("held");
        assign(task, "ann");
        outage();
        apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
        edit("{\"token\":\"another\",\"worker_field\":\"Agent\",\"board\":\"Board\"}");
        boards.mend();
        refused(Reason.TASK_ASSIGNED, () -> assign(task, "bob"));
        clock.advance(Duration.ofMinutes(1));
        one.drain();

        assertEquals("done", status(task));
        assertEquals(0, one.run("dead-letters", "{}").path("items").size());
    }

    @Test
    void what_people_finish_on_the_board_does_not_hide_what_a_dead_agent_left() {
        List<String> finished =
                Stream.generate(() -> create("finished")).limit(12).toList();
        finished.forEach(task -> assign(task, "ann"));
        String left = create("left");
        assign(left, "bob");
        person(provider -> {
            finished.forEach(task -> move(provider, task, "done"));
            move(provider, left, "in progress");
        });
        clock.advance(Duration.ofHours(5));

        read("tasks", "'available':true");
        assertEquals(List.of(left), ids(read("tasks", "'available':true")));
        int before = boards.calls.get();
        assertEquals(List.of(left), ids(read("tasks", "'available':true")));
        assertEquals(2, boards.calls.get() - before, "the finished ones are asked for again");
    }

    @Test
    void what_a_queue_finished_does_not_hide_what_a_dead_agent_left() {
        for (int i = 0; i < 6; i++) {
            String task = create("finished later");
            assign(task, "ann");
            outage();
            apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
            boards.mend();
        }
        clock.advance(Duration.ofMinutes(1));
        one.drain();
        String left = create("left");
        assign(left, "bob");
        apply("move", "'task':'" + left + "'", "'column':'in progress'");
        clock.advance(Duration.ofHours(5));
        // Connects anew.
        read("board");

        int before = boards.calls.get();
        assertEquals(List.of(left), ids(read("tasks", "'available':true")));
        assertEquals(2, boards.calls.get() - before);
    }

    @Test
    void a_report_that_was_refused_once_comes_too_late_when_another_holds_the_task() {
        String task = create("taken over");
        assign(task, "ann");
        outage();
        JsonNode queued =
                apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
        boards.breakWith(() -> new BoardFailure.Unauthorized("revoked"));
        clock.advance(Duration.ofHours(5));
        one.drain();
        boards.mend();
        assign(task, "bob");
        one.run("redrive", "{}");
        one.drain();

        JsonNode job = read("job", "'job_id':'" + queued.path("job_id").textValue() + "'");
        assertEquals("ASSIGNMENT_LOST", job.path("failure").path("error").textValue());
        assertEquals("todo", status(task));
        assertEquals("bob", holder(refused(Reason.TASK_ASSIGNED, () -> assign(task, "cid"))));
    }

    @Test
    void a_report_that_was_refused_long_ago_comes_too_late_as_well() {
        String task = create("taken over");
        assign(task, "ann");
        outage();
        apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
        boards.breakWith(() -> new BoardFailure.Unauthorized("revoked"));
        clock.advance(Duration.ofHours(5));
        one.drain();
        boards.mend();
        // As after the week that records of what has ended are kept.
        TestStore.scan(name).stream()
                .map(Item::key)
                .filter(key -> key.pk().endsWith("commands"))
                .forEach(key -> table.write(one.call().budget(), new Write.Delete(key, Condition.none())));
        assign(task, "bob");
        one.run("redrive", "{}");
        one.drain();

        assertEquals("todo", status(task));
    }

    /** By ann, while the board is down, and then refused. */
    private void assignInVain(String task) {
        outage();
        assign(task, "ann");
        boards.breakWith(() -> new BoardFailure.Unauthorized("revoked"));
        clock.advance(Duration.ofMinutes(1));
        one.drain();
    }

    @Test
    void a_redriven_assignment_keeps_the_task_through_another_outage() {
        String task = create("wanted");
        assignInVain(task);
        outage();
        one.run("redrive", "{}");
        one.drain();
        boards.mend();
        clock.advance(Duration.ofHours(1));
        one.drain();

        assertEquals(
                "ann", read("task", "'task':'" + task + "'").path("assigned_to").textValue());
        assertEquals(0, one.run("dead-letters", "{}").path("items").size());
    }

    @Test
    void a_redriven_assignment_that_is_refused_again_holds_no_task() {
        String task = create("wanted");
        assignInVain(task);
        one.run("redrive", "{}");
        one.drain();
        boards.mend();

        assertEquals("bob", assign(task, "bob").at("/assignment/agent_id").textValue());
    }

    @Test
    void a_task_that_people_open_again_can_be_taken_from_whom_the_board_shows() {
        String task = create("to be opened again");
        assign(task, "ann");
        apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
        clock.advance(Duration.ofDays(90));
        person(provider -> move(provider, task, "todo"));

        assertEquals(List.of(task), ids(read("tasks", "'available':true")));
        assertEquals("bob", assign(task, "bob").path("task").path("assigned_to").textValue());
    }

    @Test
    void a_task_that_its_holder_takes_again_and_leaves_is_offered_to_others() {
        String task = create("taken again");
        assign(task, "ann");
        apply("progress", "'task':'" + task + "'", "'agent_id':'ann'", "'progress':100", "'message':'done'");
        person(provider -> move(provider, task, "in progress"));
        assign(task, "ann");
        clock.advance(Duration.ofHours(5));

        assertEquals(List.of(task), ids(read("tasks", "'available':true")));
    }

    @Test
    void a_holder_whose_task_went_to_another_meanwhile_begins_nothing() {
        String task = create("raced for");
        assign(task, "ann");
        Held before = held().getFirst();
        clock.advance(Duration.ofHours(5));
        assign(task, "bob");

        assertFalse(AssignmentProbe.outlasts(
                table, clock, one.on.boards().holders(), one.call().budget(), owner(), before));
        assertTrue(AssignmentProbe.outlasts(
                table, clock, one.on.boards().holders(), one.call().budget(), owner(), held().getFirst()));
    }

    @Test
    void a_plugin_that_is_missing_where_the_queue_is_drained_loses_nothing() {
        String task = create("waiting");
        JsonNode done = applyKeyed("k-1", "comment", "'task':'" + task + "'", "'text':'before'");
        outage();
        JsonNode queued = assign(task, "ann");
        boards.mend();
        OneInstance whole = one;
        one = new OneInstance(table, clock, new BoardSetup(Plugins.of(new SqliteFactory()), "sqlite", files));
        clock.advance(Duration.ofMinutes(1));
        one.drain();

        assertEquals(done, applyKeyed("k-1", "comment", "'task':'" + task + "'", "'text':'before'"));
        assertEquals(
                "queued",
                read("job", "'job_id':'" + queued.path("job_id").textValue() + "'")
                        .path("state")
                        .textValue());
        assertEquals("ann", held().getFirst().assignment().agent());
        one.on.boards().close();
        one = whole;
        clock.advance(Duration.ofHours(1));
        one.drain();
        assertEquals(
                "ann", read("task", "'task':'" + task + "'").path("assigned_to").textValue());
    }

    @Test
    void a_board_that_asks_to_come_again_at_once_is_left_in_peace_for_a_while() {
        String task = create("limited");
        boards.breakWith(() -> new BoardFailure.RateLimited("again", Duration.ZERO));
        apply("move", "'task':'" + task + "'", "'column':'done'");
        clock.advance(Duration.ofSeconds(6));
        int before = boards.calls.get();
        one.drain();

        assertEquals(1, boards.calls.get() - before);
    }

    @Test
    void two_sessions_of_one_token_do_not_take_a_task_from_each_other() {
        String task = create("wanted by two");
        String first = session();
        String second = session();
        long token = takes(task, first);
        refused(Reason.TASK_ASSIGNED, () -> takes(task, second));
        refused(Reason.TASK_ASSIGNED, () -> apply("assign", "'task':'" + task + "'"));
        assertEquals(token, takes(task, first));
        one.run("session-close", "{'project':'" + project + "','session_id':'" + first + "'}");
        refused(Reason.TASK_ASSIGNED, () -> takes(task, second));
        clock.advance(Duration.ofHours(5));

        String later = session();
        assertTrue(takes(task, later) > token);
        assertEquals(later, held().getFirst().assignment().session());
    }

    private long takes(String task, String session) {
        return apply("assign", "'task':'" + task + "'", "'session_id':'" + session + "'")
                .at("/assignment/assignment_token")
                .longValue();
    }

    private String session() {
        return one.run("session-open", "{'project':'" + project + "'}")
                .path("session_id")
                .textValue();
    }

    @Test
    void a_job_tells_of_an_assignment_but_not_its_token() {
        String task = create("wanted");
        outage();
        JsonNode queued = assign(task, "ann");
        JsonNode waiting = read("job", "'job_id':'" + queued.path("job_id").textValue() + "'");
        assertTrue(queued.path("assignment").has("assignment_token"));
        assertEquals("ann", waiting.path("assignment").path("agent_id").textValue());
        assertEquals(2, waiting.path("failure").size());
        boards.mend();
        clock.advance(Duration.ofMinutes(1));
        one.drain();
        JsonNode ended = read("job", "'job_id':'" + queued.path("job_id").textValue() + "'");
        assertEquals("done", ended.path("state").textValue());
        assertFalse(waiting.toString().contains("assignment_token"));
        assertFalse(ended.toString().contains("assignment_token"));
    }

    @Test
    void long_lists_of_assignments_go_on_by_their_cursor() {
        AssignmentProbe.put(table, one.call().budget(), owner(), "tester", 1_100, clock.instant());
        JsonNode page = read("assignments");
        Set<String> seen = new HashSet<>(ids(page));
        assertTrue(seen.size() < 1_100);
        while (page.path("next_cursor").isTextual()) {
            page = read("assignments", "'cursor':'" + page.path("next_cursor").textValue() + "'");
            ids(page).forEach(task -> assertTrue(seen.add(task), task));
        }
        assertEquals(1_100, seen.size());
    }
}

package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.board.Asked;
import dev.holdfast.board.CommandKind;
import dev.holdfast.board.CommandReader;
import dev.holdfast.board.Plugins;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.ProjectEdit;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.NoKeyset;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.sqlite.SqliteFactory;
import dev.holdfast.table.Shards;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Boards over a real table and a real SQLite board, whose line can be broken. */
class BoardTest extends BoardCase {
    @Test
    void a_task_goes_its_way_over_the_board() {
        String task = create("build it");
        assertEquals(List.of(task), ids(read("tasks", "'available':true")));

        JsonNode assigned = assign(task, "agent-1");
        long token = assigned.path("assignment").path("assignment_token").longValue();
        assertEquals("agent-1", assigned.path("task").path("assigned_to").textValue());
        assertEquals(List.of(), ids(read("tasks", "'available':true")));
        assertEquals(List.of(task), ids(read("tasks", "'agent_id':'agent-1'")));

        String held = "'task':'" + task + "','agent_id':'agent-1','assignment_token':" + token;
        assertEquals(
                "In Progress",
                apply("move", held, "'column':'in progress'")
                        .path("task")
                        .path("column")
                        .textValue());
        apply("progress", held, "'progress':40,'message':'on it'");
        apply("blocker", held, "'description':'no key','severity':'high'");
        apply("update", held, "'add_labels':['urgent'],'description':'two\\nlines'");
        apply("comment", held, "'text':'asked for it'");
        apply("attach", held, "'name':'log.txt','content':'aGVsbG8='");
        JsonNode done = apply("progress", held, "'progress':100,'message':'done'");
        assertEquals("done", done.path("task").path("status").textValue());
        assertEquals("agent-1", done.path("task").path("assigned_to").textValue());
        assertEquals(4, read("comments", "'task':'" + task + "'").path("items").size());
        JsonNode file =
                read("attachments", "'task':'" + task + "'").path("items").path(0);
        assertEquals(
                "aGVsbG8=",
                read(
                                "download",
                                "'task':'" + task + "'",
                                "'attachment_id':'" + file.path("attachment_id").textValue() + "'")
                        .path("content")
                        .textValue());
        assertEquals(1, read("metrics").path("completed").intValue());
        apply("unassign", held);
        assertTrue(read("task", "'task':'" + task + "'").path("assigned_to").isNull());
        assertEquals(0, read("assignments").path("items").size());
    }

    @Test
    void of_32_agents_that_want_one_task_one_gets_it_and_the_others_learn_who() throws Exception {
        String task = create("wanted");
        List<Callable<String>> agents = IntStream.range(0, 32)
                .<Callable<String>>mapToObj(i -> () -> {
                    OneInstance own = instance();
                    try {
                        return own.run(
                                        "board-apply",
                                        input("'command':'assign'", "'task':'" + task + "'", "'agent_id':'a" + i + "'"))
                                .path("assignment")
                                .path("agent_id")
                                .textValue();
                    } catch (Refusal refusal) {
                        assertEquals(Reason.TASK_ASSIGNED, refusal.reason(), refusal::detail);
                        return "not, but " + holder(refusal);
                    } finally {
                        own.on.boards().close();
                    }
                })
                .toList();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> outcome : pool.invokeAll(agents)) {
                outcomes.add(outcome.get());
            }
        }

        String winner =
                read("task", "'task':'" + task + "'").path("assigned_to").textValue();
        assertEquals(1, outcomes.stream().filter(winner::equals).count());
        assertEquals(
                31, outcomes.stream().filter(("not, but " + winner)::equals).count());
    }

    @Test
    void a_dead_agents_task_is_free_when_its_lease_ends_and_the_agent_comes_too_late() {
        String task = create("left behind");
        long old = assign(task, "agent-1")
                .path("assignment")
                .path("assignment_token")
                .longValue();
        apply("move", "'task':'" + task + "'", "'agent_id':'agent-1'", "'column':'in progress'");

        clock.advance(Duration.ofHours(4).minusSeconds(1));
        refused(Reason.TASK_ASSIGNED, () -> assign(task, "agent-2"));
        clock.advance(Duration.ofSeconds(4));
        assertEquals(List.of(task), ids(read("tasks", "'available':true")));
        long token = assign(task, "agent-2")
                .path("assignment")
                .path("assignment_token")
                .longValue();

        assertTrue(token > old);
        assertEquals(
                "agent-2",
                read("task", "'task':'" + task + "'").path("assigned_to").textValue());
        String late = "'task':'" + task + "','agent_id':'agent-1','assignment_token':" + old;
        for (String command : List.of("move", "comment", "progress", "blocker", "update", "unassign")) {
            String said = switch (command) {
                case "move" -> ",'column':'done'";
                case "comment" -> ",'text':'x'";
                case "progress" -> ",'message':'x'";
                case "blocker" -> ",'description':'x'";
                default -> "";
            };
            Refusal lost = refused(Reason.ASSIGNMENT_LOST, () -> apply(command, late + said));
            assertEquals("agent-2", holder(lost), command);
        }
        refused(Reason.ASSIGNMENT_LOST, () -> apply("progress", "'task':'" + task + "'", "'message':'no name'"));
        assertEquals(0, read("comments", "'task':'" + task + "'").path("items").size());
        apply("comment", "'task':'" + task + "'", "'text':'of a bystander'");
    }

    @Test
    void a_live_session_keeps_the_task_and_its_end_frees_it_with_the_lease() {
        String task = create("long work");
        String session = one.run("session-open", "{'project':'" + project + "','agent_id':'agent-1'}")
                .path("session_id")
                .textValue();
        apply(
                "assign",
                "'task':'" + task + "'",
                "'agent_id':'agent-1'",
                "'session_id':'" + session + "'",
                "'lease_secs':60");
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(20));
            one.run("session-touch", "{'project':'" + project + "','session_id':'" + session + "'}");
        }
        refused(Reason.TASK_ASSIGNED, () -> assign(task, "agent-2"));
        assertTrue(read("assignments").path("items").path(0).path("live").booleanValue());

        clock.advance(Duration.ofMinutes(31));
        assertFalse(read("assignments").path("items").path(0).path("live").booleanValue());
        assertEquals(
                "agent-2",
                assign(task, "agent-2").path("assignment").path("agent_id").textValue());
    }

    @Test
    void what_the_board_holds_for_another_is_not_taken_from_them() {
        String task = create("of a person");
        UUID elsewhere = project;
        boards.breakWith(() -> new BoardFailure.Rejected("Another worker holds the task"));
        refused(Reason.BOARD_REFUSED, () -> assign(task, "agent-1"));
        boards.mend();

        project = elsewhere;
        assertEquals(0, read("assignments").path("items").size());
        assertEquals(
                "agent-2",
                assign(task, "agent-2").path("assignment").path("agent_id").textValue());
    }

    @Test
    void commands_wait_for_a_board_that_is_down_and_are_carried_out_in_their_order() {
        String task = create("patient");
        outage();
        JsonNode moved = apply("move", "'task':'" + task + "'", "'column':'in progress'");
        assertEquals("queued", moved.path("state").textValue());
        String job = moved.path("job_id").textValue();
        assertEquals(
                "queued", read("job", "'job_id':'" + job + "'").path("state").textValue());
        boards.mend();
        int before = boards.applied.size();
        JsonNode second = apply("comment", "'task':'" + task + "'", "'text':'after it'");
        assertEquals("queued", second.path("state").textValue(), "no command overtakes another");
        JsonNode third = apply("move", "'task':'" + task + "'", "'column':'done'");
        assertEquals(before, boards.applied.size());

        clock.advance(Duration.ofMinutes(1));
        one.drain();
        assertEquals("done", read("job", "'job_id':'" + job + "'").path("state").textValue());
        assertEquals(
                "done",
                read("job", "'job_id':'" + third.path("job_id").textValue() + "'")
                        .path("state")
                        .textValue());
        assertEquals(
                "done", read("task", "'task':'" + task + "'").path("status").textValue());
        assertEquals(
                List.of("Move", "AddComment", "Move"),
                boards.applied.subList(before, before + 3).stream()
                        .map(it -> it.getClass().getSimpleName())
                        .toList());
        assertEquals(
                "done",
                apply("comment", "'task':'" + task + "'", "'text':'at once again'")
                        .path("state")
                        .textValue());
    }

    @Test
    void a_job_tells_its_failures_and_a_permanent_one_ends_it_as_a_dead_letter() {
        String task = create("doomed");
        outage();
        String job = apply("move", "'task':'" + task + "'", "'column':'done'")
                .path("job_id")
                .textValue();
        clock.advance(Duration.ofMinutes(1));
        one.drain();
        JsonNode waiting = read("job", "'job_id':'" + job + "'");
        assertEquals("queued", waiting.path("state").textValue());
        assertEquals(1, waiting.path("attempts").intValue());
        assertTrue(waiting.path("failure").path("detail").textValue().contains("down"));

        boards.breakWith(() -> new BoardFailure.Unauthorized("The token was revoked"));
        clock.advance(Duration.ofHours(1));
        one.drain();
        JsonNode failed = read("job", "'job_id':'" + job + "'");
        assertEquals("failed", failed.path("state").textValue());
        assertEquals(
                "PROVIDER_UNAUTHORIZED", failed.path("failure").path("error").textValue());
        JsonNode dead = one.run("dead-letters", "{}").path("items");
        assertEquals(1, dead.size());

        boards.mend();
        one.run("redrive", "{'id':'" + dead.path(0).path("id").textValue() + "'}");
        one.drain();
        assertEquals("done", read("job", "'job_id':'" + job + "'").path("state").textValue());
        assertEquals(
                "done", read("task", "'task':'" + task + "'").path("status").textValue());
    }

    @Test
    void a_lasting_refusal_is_told_at_once_and_leaves_nothing() {
        String task = create("there");
        refused(Reason.BOARD_REFUSED, () -> apply("move", "'task':'" + task + "'", "'column':'nowhere'"));
        refused(Reason.NOT_ON_BOARD, () -> apply("move", "'task':'999'", "'column':'done'"));
        refused(Reason.NOT_ON_BOARD, () -> apply("assign", "'task':'999'", "'agent_id':'agent-1'"));
        assertEquals(0, read("assignments").path("items").size());
        assertEquals(0, one.run("dead-letters", "{}").path("items").size());
    }

    @Test
    void a_repeated_command_answers_as_before_and_undoes_nothing() {
        String task = create("moved");
        JsonNode first = applyKeyed("k-1", "move", "'task':'" + task + "'", "'column':'in progress'");
        apply("move", "'task':'" + task + "'", "'column':'done'");
        assertEquals(first, applyKeyed("k-1", "move", "'task':'" + task + "'", "'column':'in progress'"));
        assertEquals(
                "done", read("task", "'task':'" + task + "'").path("status").textValue());
        refused(Reason.OPERATION_REUSED, () -> applyKeyed("k-1", "move", "'task':'" + task + "'", "'column':'done'"));
    }

    @Test
    void a_create_whose_reply_was_lost_waits_and_makes_one_task() {
        boards.loseReplies();
        JsonNode queued = applyKeyed("k-2", "create", "'name':'once'");
        assertEquals("queued", queued.path("state").textValue());
        assertEquals(
                "queued",
                applyKeyed("k-2", "create", "'name':'once'").path("state").textValue());
        boards.mend();
        clock.advance(Duration.ofMinutes(1));
        one.drain();

        JsonNode done = applyKeyed("k-2", "create", "'name':'once'");
        assertEquals("done", done.path("state").textValue());
        assertEquals(List.of(done.path("task").path("task_id").textValue()), ids(read("tasks")));
    }

    @Test
    void a_refused_command_may_succeed_later_under_its_key() {
        String task = create("wanted");
        assign(task, "agent-1");
        refused(
                Reason.TASK_ASSIGNED,
                () -> applyKeyed("k-3", "assign", "'task':'" + task + "'", "'agent_id':'agent-2'"));
        apply("unassign", "'task':'" + task + "'", "'agent_id':'agent-1'");
        assertEquals(
                "agent-2",
                applyKeyed("k-3", "assign", "'task':'" + task + "'", "'agent_id':'agent-2'")
                        .path("assignment")
                        .path("agent_id")
                        .textValue());
    }

    @Test
    void an_assignment_holds_while_its_board_is_down_and_the_board_learns_of_it_later() {
        String task = create("taken in the dark");
        outage();
        JsonNode queued = assign(task, "agent-1");
        assertEquals("queued", queued.path("state").textValue());
        assertEquals("agent-1", queued.path("assignment").path("agent_id").textValue());
        refused(Reason.TASK_ASSIGNED, () -> assign(task, "agent-2"));
        boards.mend();
        apply("unassign", "'task':'" + task + "'", "'agent_id':'agent-1'");
        assertEquals("queued", assign(task, "agent-2").path("state").textValue());

        clock.advance(Duration.ofMinutes(1));
        one.drain();
        assertEquals(
                "agent-2",
                read("task", "'task':'" + task + "'").path("assigned_to").textValue());
        assertEquals(0, one.run("dead-letters", "{}").path("items").size());
    }

    @Test
    void a_task_that_is_taken_over_again_and_again_in_the_dark_comes_to_its_last_holder() {
        String task = create("wanted");
        assign(task, "ann");
        outage();
        clock.advance(Duration.ofHours(5));
        assertEquals("queued", assign(task, "bob").path("state").textValue());
        clock.advance(Duration.ofHours(5));
        assertEquals("queued", assign(task, "carol").path("state").textValue());
        boards.mend();
        clock.advance(Duration.ofHours(1));
        one.drain();

        assertEquals(
                "carol",
                one.run("board-read", input("'read':'task'", "'task':'" + task + "'"))
                        .path("assigned_to")
                        .textValue());
        apply("unassign", "'task':'" + task + "'", "'agent_id':'carol'");
        assertEquals("done", assign(task, "dora").path("state").textValue());
    }

    @Test
    void a_takeover_that_was_refused_once_succeeds_later() {
        String task = create("wanted");
        assign(task, "ann");
        clock.advance(Duration.ofHours(5));
        boards.breakWith(() -> new BoardFailure.Unauthorized("revoked"));
        refused(Reason.PROVIDER_UNAUTHORIZED, () -> assign(task, "bob"));
        boards.mend();

        assertEquals("bob", assign(task, "bob").path("task").path("assigned_to").textValue());
    }

    @Test
    void what_waits_for_a_board_never_reaches_another_that_the_project_is_given() {
        String task = create("of the first board");
        read("tasks");
        outage();
        JsonNode queued = apply("move", "'task':'" + task + "'", "'column':'done'");
        assign(task, "ann");
        ProjectEdit edit = ProjectEdit.read(Fields.of(StrictJson.parse(
                "{\"provider_config\":{\"token\":\"t\",\"board\":\"another\"}}".getBytes(StandardCharsets.UTF_8))));
        one.on.registry().change().edit(one.call(), project, edit, null);
        refused(Reason.UNAVAILABLE, () -> read("tasks"));
        boards.mend();
        set(project);
        String other = create("of the second board");
        clock.advance(Duration.ofHours(1));
        one.drain();

        JsonNode job = read("job", "'job_id':'" + queued.path("job_id").textValue() + "'");
        assertEquals("failed", job.path("state").textValue());
        assertEquals(
                "todo", read("task", "'task':'" + other + "'").path("status").textValue());
        assertTrue(read("task", "'task':'" + other + "'").path("assigned_to").isNull());
        assertEquals(List.of(other), ids(read("tasks", "'available':true")));
    }

    @Test
    void the_token_of_an_assignment_is_enough_to_act_as_its_holder() {
        String task = create("held");
        long token =
                assign(task, "ann").path("assignment").path("assignment_token").longValue();
        String held = "'task':'" + task + "','assignment_token':" + token;
        apply("progress", held, "'message':'by token'");
        apply("unassign", held);

        assertTrue(read("task", "'task':'" + task + "'").path("assigned_to").isNull());
        refused(Reason.ASSIGNMENT_LOST, () -> apply("progress", held, "'message':'late'"));
    }

    @Test
    void done_tasks_do_not_hide_those_that_a_dead_agent_left() {
        for (int i = 0; i < 7; i++) {
            String done = create("done " + i);
            apply("assign", "'task':'" + done + "'", "'agent_id':'ann'");
            apply("progress", "'task':'" + done + "'", "'agent_id':'ann'", "'progress':100", "'message':'x'");
        }
        String left = create("left");
        assign(left, "bob");
        apply("move", "'task':'" + left + "'", "'column':'in progress'");
        clock.advance(Duration.ofHours(5));

        assertEquals(List.of(left), ids(read("tasks", "'available':true")));
        assertEquals(
                1, read("tasks", "'available':true", "'limit':1").path("items").size());
    }

    @Test
    void an_assignment_that_died_is_made_when_it_is_redriven() {
        String task = create("wanted");
        outage();
        JsonNode queued = assign(task, "ann");
        boards.breakWith(() -> new BoardFailure.Unauthorized("revoked"));
        clock.advance(Duration.ofMinutes(1));
        one.drain();
        assertEquals(0, read0("assignments"));
        boards.mend();
        one.run("redrive", "{}");
        one.drain();

        assertEquals(
                "done",
                read("job", "'job_id':'" + queued.path("job_id").textValue() + "'")
                        .path("state")
                        .textValue());
        assertEquals(
                "ann", read("task", "'task':'" + task + "'").path("assigned_to").textValue());
        assertEquals(1, read0("assignments"));
    }

    private int read0(String list) {
        return read(list).path("items").size();
    }

    @Test
    void a_repeated_assignment_that_waits_answers_with_its_token_again() {
        String task = create("wanted");
        outage();
        JsonNode first = applyKeyed("k-9", "assign", "'task':'" + task + "'", "'agent_id':'ann'");
        JsonNode again = applyKeyed("k-9", "assign", "'task':'" + task + "'", "'agent_id':'ann'");
        assertEquals(first.path("assignment"), again.path("assignment"));
        boards.mend();
        clock.advance(Duration.ofMinutes(1));
        one.drain();

        JsonNode done = applyKeyed("k-9", "assign", "'task':'" + task + "'", "'agent_id':'ann'");
        assertEquals(
                first.path("assignment").path("assignment_token"),
                done.path("assignment").path("assignment_token"));
    }

    @Test
    void a_board_that_asks_to_wait_uses_up_no_attempt() {
        String task = create("limited");
        boards.breakWith(() -> new BoardFailure.RateLimited("slowly", Duration.ofSeconds(30)));
        JsonNode queued = apply("move", "'task':'" + task + "'", "'column':'done'");
        assertEquals(30, queued.path("retry_after").intValue());
        for (int i = 0; i < 70; i++) {
            clock.advance(Duration.ofSeconds(31));
            one.drain();
        }
        boards.mend();
        clock.advance(Duration.ofSeconds(31));
        one.drain();

        assertEquals(
                "done",
                read("job", "'job_id':'" + queued.path("job_id").textValue() + "'")
                        .path("state")
                        .textValue());
    }

    @Test
    void without_a_keyset_a_command_is_refused_before_it_is_carried_out() {
        Operations bare = Operations.over(
                table,
                new NoKeyset(),
                new Shards(2),
                Duration.ofDays(90),
                OutboundRules.INTERNET,
                new BoardSetup(Plugins.of(new SqliteFactory()), "sqlite", files),
                Wake.NONE,
                clock);
        UUID own = one.register();
        bare.boards().connect().apply(one.call(), own, true);
        Asked asked = CommandReader.read(
                CommandKind.CREATE,
                StrictJson.parse("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8)),
                null,
                UUID.randomUUID(),
                "tester",
                null);
        refused(Reason.SECRETS_NOT_CONFIGURED, () -> bare.boards().apply().apply(one.call(), own, asked));
        assertEquals(
                0,
                bare.boards()
                        .read()
                        .metrics(one.call(), own)
                        .json()
                        .path("total")
                        .intValue());
        bare.boards().close();
    }

    @Test
    void a_read_answers_from_the_last_good_copy_and_says_how_old_it_is() {
        String task = create("seen");
        assertFalse(read("tasks").path("stale").booleanValue());
        outage();
        clock.advance(Duration.ofSeconds(90));

        JsonNode stale = read("tasks");
        assertEquals(List.of(task), ids(stale));
        assertTrue(stale.path("stale").booleanValue());
        assertEquals(90, stale.path("age_secs").intValue());
        assertTrue(stale.path("stale_because").textValue().contains("down"));
        refused(Reason.UNAVAILABLE, () -> read("metrics"));
        OneInstance cold = instance();
        assertEquals(stale, cold.run("board-read", input("'read':'tasks'")));
        cold.on.boards().close();
    }

    @Test
    void what_a_tenant_keeps_serves_its_projects_and_theirs_wins_over_it() {
        keep("'token':'of the tenant'");
        project = register("troubled", "{}");
        set(project);
        project = register("troubled", "{'token':'of the project'}");
        set(project);
        create("x");

        assertEquals(List.of(TOKEN, "of the tenant", "of the project"), boards.tokens);
    }

    @Test
    void a_project_that_names_another_address_gets_none_of_its_tenants_secrets() {
        keep("'token':'of the tenant','base_url':'https://boards.tenant.example'");
        project = register("troubled", "{'base_url':'https://boards.tenant.example'}");
        set(project);
        assertTrue(boards.tokens.contains("of the tenant"));
        for (String address : List.of("https://evil.example", "https://boards.example")) {
            project = register("troubled", "{'base_url':'" + address + "'}");
            JsonNode failed = set(project).path("failed");
            assertEquals("PROVIDER_CONFIG_INVALID", failed.path("error").textValue());
            assertEquals("is required", failed.path("problems").path("token").textValue());
        }
    }

    private void keep(String values) {
        Map<String, String> kept = new HashMap<>();
        for (String value : values.split(",", -1)) {
            String[] sides = value.replace("'", "").split(":", 2);
            kept.put(sides[0], sides[1]);
        }
        one.on.boards().credentials().put(one.call(), boards, kept);
    }

    @Test
    void a_plugin_that_fails_in_a_way_of_its_own_is_taken_as_one_that_is_down() {
        String task = create("there");
        boards.breakWith(() -> new IllegalArgumentException("with a secret: " + TOKEN));
        JsonNode queued = apply("move", "'task':'" + task + "'", "'column':'done'");

        assertEquals("queued", queued.path("state").textValue());
        assertFalse(queued.toString().contains(TOKEN), queued::toString);
    }

    @Test
    void a_boards_secrets_are_in_no_answer_and_not_in_the_table() {
        create("x");
        outage();
        apply("create", "'name':'waits'");
        String shown = BoardViews.connected(one.on.boards().connect().apply(one.call(), project, false))
                + one.on.boards().providers().toString()
                + TestStore.dump(name);

        assertFalse(shown.contains(TOKEN));
        assertTrue(shown.contains("board-command"), "the job's item is among what was looked at");
    }
}

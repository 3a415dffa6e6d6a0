package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Span;
import dev.holdfast.context.ActivityFeedFilter;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.session.Claim;
import dev.holdfast.session.ClaimMode;
import dev.holdfast.session.ClaimRequest;
import dev.holdfast.session.ClaimSelection;
import dev.holdfast.session.FilePath;
import dev.holdfast.session.FileRead;
import dev.holdfast.session.Modification;
import dev.holdfast.session.Modifier;
import dev.holdfast.session.OpenSession;
import dev.holdfast.session.Profile;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionMode;
import dev.holdfast.session.SessionState;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.Target;
import dev.holdfast.state.ConfigJson;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with their deadlines, by an injected clock; the items are still stored when they are gone. */
class SessionTest {
    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final OneInstance one = new OneInstance(table, clock);
    private final UUID project = one.register();
    private final ProjectRef owner =
            one.on.registry().resolve().byCloudUuid(one.call(), project).ref();
    private final Sessions sessions = one.on.sessions();

    private Session open(String intent) {
        return open(intent, SessionMode.EPHEMERAL, null, null);
    }

    private Session open(String intent, SessionMode mode, @Nullable Instant expiresAt, @Nullable String host) {
        Profile profile = new Profile("bot", null, intent, "repo", null, null, host);
        return sessions.open()
                .apply(
                        one.call(),
                        project,
                        new OpenSession.Input(
                                profile, mode, expiresAt, OpenSession.DEFAULT_IDLE, OpenSession.DEFAULT_MAX_AGE));
    }

    private SessionState state(Session session) {
        return sessions.life().get(one.call(), owner, session.id()).stateAt(clock.instant());
    }

    private int listed() {
        return sessions.lists()
                .page(one.call(), owner, Set.of(), null, 100)
                .sessions()
                .size();
    }

    private int count() {
        int ofTenant = sessions.lists().count(one.call().budget(), "acme").live();
        assertEquals(
                ofTenant, sessions.lists().count(one.call().budget(), owner).live());
        return ofTenant;
    }

    private void assertGoneAt(Session session, Instant deadline) {
        for (int second = -1; second <= 1; second++) {
            clock.advance(Duration.between(clock.instant(), deadline.plusSeconds(second)));
            boolean lives = second < 0;
            assertEquals(lives ? session.stored() : SessionState.EXPIRED, state(session), "T" + second);
            assertEquals(lives ? 1 : 0, listed(), "T" + second);
            assertEquals(lives ? 1 : 0, count(), "T" + second);
            if (!lives) {
                Refusal refused =
                        assertThrows(Refusal.class, () -> sessions.life().touch(one.call(), owner, session.id()));
                assertEquals(Reason.SESSION_NOT_ACTIVE, refused.reason());
                assertEquals("expired", refused.facts().get("state"));
            }
        }
        assertEquals(1, TestStore.partition(table, owner.partition("sessions")).size(), "still stored");
    }

    @Test
    void an_idle_session_is_gone_at_its_deadline() {
        Session session = open("tidy");
        assertGoneAt(session, clock.instant().plus(OpenSession.DEFAULT_IDLE));
    }

    @Test
    void a_touched_session_lasts_longer_and_no_longer_than_its_maximum_age() {
        Session session = open("tidy");
        Instant oldest = clock.instant().plus(OpenSession.DEFAULT_MAX_AGE);
        while (clock.instant().plus(Duration.ofMinutes(29)).isBefore(oldest)) {
            clock.advance(Duration.ofMinutes(29));
            sessions.life().touch(one.call(), owner, session.id());
        }
        assertGoneAt(session, oldest);
    }

    @Test
    void a_persistent_session_lasts_until_its_time_untouched() {
        Instant end = clock.instant().plus(Duration.ofHours(5));
        assertGoneAt(open("tidy", SessionMode.PERSISTENT, end, null), end);
    }

    @Test
    void a_submitted_session_does_not_go_idle_and_ends_at_its_maximum_age() {
        Session opened = open("tidy");
        Session submitted = sessions.life().submit(one.call(), owner, opened.id());
        assertGoneAt(submitted, opened.endsAt());
    }

    @Test
    void names_count_up_and_never_repeat_also_across_instances_and_ends() {
        List<String> names = Parallel.map(IntStream.range(0, 40).boxed().toList(), i -> {
            OneInstance instance = i % 2 == 0 ? one : new OneInstance(table, clock);
            return instance.on
                    .sessions()
                    .open()
                    .apply(
                            instance.call(),
                            project,
                            new OpenSession.Input(
                                    new Profile("bot", null, null, null, null, null, null),
                                    SessionMode.EPHEMERAL,
                                    null,
                                    OpenSession.DEFAULT_IDLE,
                                    OpenSession.DEFAULT_MAX_AGE))
                    .agentName();
        });
        assertEquals(40, names.stream().distinct().count());
        assertTrue(names.stream().allMatch(it -> it.matches("agent-[1-9][0-9]*")));
        clock.advance(Duration.ofHours(1));
        sweep();
        assertEquals("agent-41", open("again").agentName());
    }

    @Test
    void a_retried_opening_is_one_session() {
        OpenSession.Input input = new OpenSession.Input(
                new Profile("bot", null, null, null, null, null, null),
                SessionMode.EPHEMERAL,
                null,
                OpenSession.DEFAULT_IDLE,
                OpenSession.DEFAULT_MAX_AGE);
        Session first = sessions.open().apply(one.keyed("k"), project, input);
        OneInstance two = new OneInstance(table, clock);
        assertEquals(
                first.id(),
                two.on.sessions().open().apply(two.keyed("k"), project, input).id());
        assertEquals(1, listed());
        assertNotEquals(
                first.id(),
                sessions.open().apply(one.keyed("l"), project, input).id());
    }

    @Test
    void a_session_is_written_once_in_thirty_seconds_however_often_it_is_touched() {
        Session session = open("tidy");
        clock.advance(Duration.ofSeconds(31));
        OneInstance two = new OneInstance(table, clock);
        for (int i = 0; i < 10; i++) {
            OneInstance instance = i % 2 == 0 ? one : two;
            instance.on.sessions().life().touch(instance.call(), owner, session.id());
            assertEquals(i == 0 ? 1 : 0, instance.budget.consumed().writeUnits());
            assertEquals(i == 0 ? 2 : 1, instance.budget.consumed().calls());
        }
    }

    @Test
    void transitions_that_make_no_sense_are_refused_with_the_state() {
        Session session = open("tidy");
        assertRefused("active", () -> sessions.life().resume(one.call(), owner, session.id()), false);
        sessions.life().submit(one.call(), owner, session.id());
        assertRefused("submitted", () -> sessions.life().touch(one.call(), owner, session.id()), true);
        sessions.life().resume(one.call(), owner, session.id());
        sessions.life().submit(one.call(), owner, session.id());
        Session closed = sessions.life().close(one.call(), owner, session.id(), null);
        assertEquals(SessionState.MERGED, closed.stored());
        assertEquals(
                SessionState.MERGED,
                sessions.life().close(one.call(), owner, session.id(), null).stored());
        assertRefused("merged", () -> sessions.life().submit(one.call(), owner, session.id()), true);
        assertRefused("merged", () -> sessions.life().abandon(one.call(), owner, session.id()), true);
        assertRefused("merged", () -> sessions.life().resume(one.call(), owner, session.id()), true);
        assertEquals(
                SessionState.ABANDONED,
                sessions.life().close(one.call(), owner, open("x").id(), null).stored());
    }

    private void assertRefused(String state, Supplier<Session> call, boolean refused) {
        if (!refused) {
            assertEquals(state, call.get().stored().wire());
            return;
        }
        Refusal refusal = assertThrows(Refusal.class, call::get);
        assertEquals(Reason.SESSION_NOT_ACTIVE, refusal.reason());
        assertEquals(state, refusal.facts().get("state"));
    }

    @Test
    void another_subject_may_look_at_a_session_and_not_change_it() {
        Session session = open("tidy");
        var other = new dev.holdfast.security.Call(
                new dev.holdfast.security.Caller("acme", "other", Set.of()),
                dev.holdfast.security.Operation.unkeyed(),
                one.call().budget());
        assertEquals(
                session.id(), sessions.life().get(other, owner, session.id()).id());
        Refusal refused = assertThrows(Refusal.class, () -> sessions.life().touch(other, owner, session.id()));
        assertEquals(Reason.NOT_YOUR_SESSION, refused.reason());
    }

    private static Modification modified(String path, String... symbols) {
        return new Modification(new FilePath(path), List.of(symbols), Modification.Kind.MODIFIED);
    }

    private String sentence(String path, String... except) {
        return Modifier.sentence(
                sessions.modifications().of(one.call().budget(), owner, new FilePath(path), List.of(except)));
    }

    @Test
    void modifiers_are_told_in_one_sentence() {
        Session first = open("a");
        Session second = open("b");
        assertEquals("", sentence("src/App.java"));
        sessions.modified(one.call(), owner, first.id(), List.of(modified("src/App.java", "create_task")));
        clock.advance(Duration.ofSeconds(1));
        sessions.modified(one.call(), owner, second.id(), List.of(modified("src/App.java")));
        assertEquals("create_task modified by agent-1; modified by agent-2", sentence("src/App.java"));
        assertEquals("modified by agent-2", sentence("src/App.java", first.id()));
        sessions.modified(one.call(), owner, first.id(), List.of(modified("src/App.java", "b", "c", "d")));
        assertEquals("create_task,b,c,... modified by agent-1", sentence("src/App.java", second.id()));
        assertEquals("", sentence("src/app.java"));
    }

    @Test
    void reporting_the_same_again_writes_nothing() {
        Session session = open("a");
        List<Modification> report = List.of(modified("a.txt", "x"), modified("b.txt"));
        assertEquals(
                2, sessions.modified(one.call(), owner, session.id(), report).changed());
        assertEquals(
                0, sessions.modified(one.call(), owner, session.id(), report).changed());
        assertEquals(0, one.budget.consumed().writeUnits());
    }

    @Test
    void a_closed_or_expired_session_modifies_nothing_any_more() {
        Session closed = open("a");
        Session idle = open("b");
        sessions.modified(one.call(), owner, closed.id(), List.of(modified("a.txt")));
        sessions.modified(one.call(), owner, idle.id(), List.of(modified("a.txt")));
        sessions.life().close(one.call(), owner, closed.id(), null);
        assertEquals("modified by agent-2", sentence("a.txt"));
        clock.advance(OpenSession.DEFAULT_IDLE.minusSeconds(1));
        assertEquals("modified by agent-2", sentence("a.txt"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals("", sentence("a.txt"));
        sweep();
        one.drain();
        assertTrue(TestStore.partition(table, owner.partition("modified")).isEmpty());
    }

    @Test
    void a_session_that_was_touched_since_still_modifies() {
        Session session = open("a");
        sessions.modified(one.call(), owner, session.id(), List.of(modified("a.txt")));
        clock.advance(Duration.ofMinutes(29));
        sessions.life().touch(one.call(), owner, session.id());
        clock.advance(Duration.ofMinutes(29));
        assertEquals("modified by agent-1", sentence("a.txt"));
    }

    @Test
    void work_on_what_another_has_changed_since_it_was_read_is_warned_of() {
        Session reader = open("reads");
        Session writer = open("writes");
        Instant now = clock.instant();
        sessions.read(
                one.call(),
                owner,
                reader.id(),
                List.of(
                        new FileRead(new FilePath("a.txt"), 7L, "c0ffee", now),
                        new FileRead(new FilePath("b.txt"), null, null, now)));
        clock.advance(Duration.ofSeconds(1));
        sessions.modified(one.call(), owner, writer.id(), List.of(modified("a.txt", "parse")));
        sessions.life().submit(one.call(), owner, writer.id());
        sessions.life().close(one.call(), owner, writer.id(), null);
        var reported = sessions.modified(
                one.call(), owner, reader.id(), List.of(modified("a.txt"), modified("b.txt"), modified("c.txt")));
        assertEquals(1, reported.stale().size());
        var stale = reported.stale().getFirst();
        assertEquals("a.txt", stale.read().path().text());
        assertEquals("c0ffee", stale.read().commit());
        assertEquals("parse modified by agent-2", Modifier.sentence(stale.changedBy()));
    }

    @Test
    void asking_who_modifies_a_file_costs_the_same_beside_a_thousand_sessions() {
        Session mine = open("a");
        int others = 1_000;
        List<dev.holdfast.table.Item> items = new java.util.ArrayList<>();
        sessions.modified(one.call(), owner, mine.id(), List.of(modified("src/main/App.java", "main")));
        dev.holdfast.table.Item like =
                TestStore.partition(table, owner.partition("modified")).getFirst();
        int files = Boolean.getBoolean("holdfast.long") ? 200 : 20;
        for (int session = 0; session < others; session++) {
            for (int file = 0; file < files; file++) {
                items.add(dev.holdfast.table.Item.at(new dev.holdfast.table.Key(
                                like.key().pk(), new FilePathHash("f" + session + "/" + file).text() + "#s" + session))
                        .text("name", "agent-" + session)
                        .number("at", 1)
                        .number("until", like.number("until"))
                        .bytes("p", like.bytes("p"))
                        .build());
            }
        }
        TestStore.load(name, items);
        Budget budget = one.call().budget();
        assertEquals(
                1,
                sessions.modifications()
                        .of(budget, owner, new FilePath("src/main/App.java"), List.of())
                        .size());
        assertEquals(new Budget.Consumption(1, 1, 0), budget.consumed());
    }

    /** Any distinct key serves. */
    private record FilePathHash(String path) {
        String text() {
            return UUID.nameUUIDFromBytes(path.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toString()
                    .substring(0, 22);
        }
    }

    @Test
    void a_host_that_crashed_ends_its_sessions_but_those_it_still_has() {
        Session lost = open("a", SessionMode.EPHEMERAL, null, "laptop");
        Session kept = open("b", SessionMode.EPHEMERAL, null, "laptop");
        Session elsewhere = open("c", SessionMode.EPHEMERAL, null, "server");
        assertEquals(List.of(lost.id()), sessions.reconcile().apply(one.call(), owner, "laptop", Set.of(kept.id())));
        assertEquals(List.of(), sessions.reconcile().apply(one.call(), owner, "laptop", Set.of(kept.id())));
        assertEquals(SessionState.ABANDONED, state(lost));
        assertEquals(SessionState.ACTIVE, state(kept));
        assertEquals(SessionState.ACTIVE, state(elsewhere));
    }

    @Test
    void the_end_of_a_session_is_summed_up_in_the_feed_once() {
        Session closed = open("tidy");
        Session idle = open("idle");
        sessions.modified(one.call(), owner, closed.id(), List.of(modified("a.txt"), modified("b.txt")));
        clock.advance(Duration.ofMinutes(10));
        claim(closed, Target.path("a.txt"), Target.path("b.txt"));
        sessions.life().close(one.call(), owner, closed.id(), null);
        clock.advance(Duration.ofHours(1));
        sweep();
        sweep();
        var ended = new ActivityFeedFilter("session.ended", null, null, new Span(null, null));
        List<Event> events =
                one.on.activity().page(one.call(), project, ended, null, 10).events();
        assertEquals(
                List.of("expired", "abandoned"),
                events.stream().map(Event::action).toList());
        assertEquals(idle.id(), events.getFirst().details().path("session_id").asText());
        assertEquals(1_800, events.getFirst().details().path("duration_secs").intValue());
        assertEquals(600, events.getLast().details().path("duration_secs").intValue());
        assertEquals(2, events.getLast().details().path("files").intValue());
        assertEquals(2, events.getLast().details().path("claims").intValue());
        assertEquals(0, TestStore.partition(table, owner.partition("sessions")).size());
        assertEquals(SessionState.EXPIRED, state(idle), "kept to be asked for");
    }

    private void sweep() {
        one.on.sweep().apply(one.call().budget(), "test");
    }

    @Test
    void a_swept_session_that_lives_is_looked_at_again_at_its_new_deadline() {
        Session session = open("a");
        clock.advance(Duration.ofMinutes(20));
        sessions.life().touch(one.call(), owner, session.id());
        clock.advance(Duration.ofMinutes(15));
        sweep();
        assertEquals(SessionState.ACTIVE, state(session));
        clock.advance(Duration.ofMinutes(15));
        sweep();
        assertEquals(0, TestStore.partition(table, owner.partition("sessions")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "claims", "jobs", "groups", "feed", "triggers"})
    void a_store_of_any_name_is_swept_as_a_store(String store) {
        var config = ConfigJson.read(JsonNodeFactory.instance.objectNode().put("mode", "transient"));
        var any = new Precondition.Any();
        one.on.states().configure().apply(one.call(), project, new StoreName(store), config, null, any);
        clock.advance(Duration.ofHours(25));
        var swept = one.on.sweep().apply(one.call().budget(), "test");
        assertEquals(List.of(0, true), List.of(swept.failed(), swept.finished()));
        assertTrue(swept.swept() > 0);
        assertEquals(0, one.drain().failed());
        Refusal gone = assertThrows(
                Refusal.class, () -> one.on.states().load().apply(one.call(), project, new StoreName(store), null));
        assertEquals(Reason.STORE_EXPIRED, gone.reason());
        assertTrue(TestStore.partition(table, owner.partition("stores")).isEmpty());
    }

    @Test
    void lists_are_paged_and_filtered() {
        for (int i = 0; i < 7; i++) {
            Session session = open("s" + i);
            if (i >= 5) {
                sessions.life().submit(one.call(), owner, session.id());
            }
        }
        var first = sessions.lists().page(one.call(), owner, Set.of(), null, 4);
        var second = sessions.lists().page(one.call(), owner, Set.of(), first.after(), 4);
        assertEquals(7, first.sessions().size() + second.sessions().size());
        assertEquals(
                2,
                sessions.lists()
                        .page(one.call(), owner, Set.of(SessionState.SUBMITTED), null, 10)
                        .sessions()
                        .size());
        assertFalse(second.after() != null && second.sessions().size() < 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../b", "a//b", "a/./b", "", "a\u0000b", "C:/x", "a\\b", "a/"})
    void paths_outside_of_the_repository_are_refused(String path) {
        assertEquals(
                Reason.INVALID_INPUT,
                assertThrows(Refusal.class, () -> new FilePath(path)).reason());
    }

    @Test
    void ten_thousand_files_in_one_report_are_refused_before_any_work() {
        Session session = open("a");
        List<Modification> many =
                IntStream.range(0, 10_000).mapToObj(i -> modified("f" + i)).toList();
        assertThrows(Refusal.class, () -> sessions.modified(one.call(), owner, session.id(), many));
        assertEquals(0, one.budget.consumed().calls());
    }

    private List<Claim> claim(Session session, Target... targets) {
        return sessions.claims()
                .acquire(
                        one.call(),
                        owner,
                        new ClaimRequest(
                                session.id(), List.of(targets), ClaimMode.EXCLUSIVE, Duration.ofMinutes(5), null));
    }

    @Test
    void a_claim_is_refused_with_its_holder_and_granted_once_that_one_closes() {
        Session first = open("rename packages");
        Session second = open("fix");
        long token = claim(first, Target.glob("src/**/*.java")).getFirst().token();
        Refusal refused = assertThrows(Refusal.class, () -> claim(second, Target.path("src/main/App.java")));
        assertEquals(Reason.CLAIM_CONFLICT, refused.reason());
        assertTrue(String.valueOf(refused.facts().get("holders")).contains("rename packages"));
        claim(second, Target.path("docs/App.md"));
        sessions.life().close(one.call(), owner, first.id(), null);
        assertEquals(1, sessions.claims().list(one.call().budget(), owner).size());
        assertTrue(claim(second, Target.path("src/main/App.java")).getFirst().token() > token);
        one.drain();
        assertEquals(2, sessions.claims().list(one.call().budget(), owner).size());
    }

    @Test
    void who_waits_for_a_claim_is_woken_when_it_is_released() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            one.listen(project, receiver.url(), "claim.released");
            Session holder = open("holds");
            claim(holder, Target.path("a.txt"));
            one.drain();
            assertEquals(0, receiver.got.size());
            sessions.claims().release(one.call(), owner, holder.id(), new ClaimSelection.All());
            one.drain();
            assertEquals(1, receiver.got.size());
            assertEquals(
                    "claim.released",
                    receiver.got.getFirst().json().at("/event/type").asText());
        }
    }

    @Test
    void a_dead_holder_is_gone_at_its_deadline_and_its_claim_is_granted_two_seconds_later() {
        Session dead = open("dies", SessionMode.PERSISTENT, clock.instant().plusSeconds(60), null);
        Session rival = open("waits");
        claim(dead, Target.path("a.txt"));
        clock.advance(Duration.ofSeconds(60));
        assertEquals(List.of(), sessions.claims().list(one.call().budget(), owner));
        assertThrows(Refusal.class, () -> claim(rival, Target.path("a.txt")));
        clock.advance(Duration.ofSeconds(2));
        claim(rival, Target.path("a.txt"));
        assertEquals(SessionState.EXPIRED, state(dead));
    }

    @Test
    void another_instance_finds_names_claims_and_deadlines_as_they_were() {
        Session session = open("holds");
        Claim claim = claim(session, Target.path("a.txt")).getFirst();
        OneInstance restarted = new OneInstance(table, clock);
        Sessions after = restarted.on.sessions();
        assertEquals(session, after.life().get(restarted.call(), owner, session.id()));
        assertEquals(
                claim,
                after.claims().list(restarted.call().budget(), owner).getFirst().claim());
    }

    @Test
    void the_same_by_direct_invocation() {
        JsonNode opened = one.run("session-open", "{'project':'" + project + "','intent':'tidy'}");
        String address = "'project':'" + project + "','session_id':'"
                + opened.path("session_id").textValue() + "'";
        assertEquals(
                "active",
                one.run("session-touch", "{" + address + "}").path("state").textValue());
        JsonNode modifiers = one.run("modifiers", "{'project':'" + project + "','paths':['a.txt']}");
        assertEquals("", modifiers.at("/items/0/sentence").textValue());
        assertEquals(
                "abandoned",
                one.run("session-close", "{" + address + "}").path("state").textValue());
        assertThrows(Refusal.class, () -> one.run("session-touch", "{'project':'" + project + "'}"));
        one.drain();
        assertEquals(0, one.run("queue-status", "{}").path("due").intValue());
        assertEquals(0, one.run("dead-letters", "{'limit':5}").path("items").size());
        assertEquals(
                0, one.run("redrive", "{'kind':'webhook'}").path("redriven").intValue());
        assertThrows(Refusal.class, () -> one.run("drop", "{'id':'none'}"));
        assertThrows(Refusal.class, () -> one.run("dead-letters", "{'id':'none'}"));
    }

    @Test
    void what_each_operation_costs() {
        open("first");
        assertEquals(new Budget.Consumption(4, 2, 4), one.budget.consumed(), "open");
        Session session = open("a");
        sessions.life().get(one.call(), owner, session.id());
        assertEquals(new Budget.Consumption(1, 2, 0), one.budget.consumed(), "get");
        sessions.lists().page(one.call(), owner, Set.of(), null, 100);
        assertEquals(new Budget.Consumption(1, 1, 0), one.budget.consumed(), "list");
        sessions.life().submit(one.call(), owner, session.id());
        assertEquals(new Budget.Consumption(2, 2, 1), one.budget.consumed(), "submit");
        sessions.life().resume(one.call(), owner, session.id());
        List<Modification> report =
                IntStream.range(0, 10).mapToObj(i -> modified("f" + i)).toList();
        sessions.modified(one.call(), owner, session.id(), report);
        assertEquals(14, one.budget.consumed().calls(), "report of ten files");
        assertEquals(11, one.budget.consumed().writeUnits(), "one each, and one for which they are");
        sessions.modifications().of(one.call().budget(), owner, new FilePath("f1"), List.of());
        assertEquals(new Budget.Consumption(1, 1, 0), one.budget.consumed(), "modifiers");
    }
}

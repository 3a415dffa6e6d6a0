package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import dev.holdfast.board.Hook;
import dev.holdfast.board.Hooks;
import dev.holdfast.board.Plugins;
import dev.holdfast.board.TroubledBoards;
import dev.holdfast.context.ActivityFeedFilter;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Drained;
import dev.holdfast.security.Call;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a board's back end: known by their secret, and no more than hints. */
class HookTest {
    @TempDir
    private Path files;

    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final TroubledBoards boards = new TroubledBoards();
    private OneInstance one = new OneInstance(table, clock);
    private Hooks hooks = one.on.boards().hooks();
    private UUID project = new UUID(0, 0);

    @BeforeEach
    void connect() {
        one = new OneInstance(table, clock, new BoardSetup(Plugins.of(boards), "troubled", files));
        hooks = one.on.boards().hooks();
        one.on.boards().credentials().put(one.call(), boards, Map.of("token", "t"));
        project = one.register();
        one.on.boards().connect().apply(one.call(), project, true);
    }

    @AfterEach
    void disconnect() {
        one.on.boards().close();
    }

    private static HookCall signed(String body, String secret) {
        return new HookCall(Map.of(TroubledBoards.SIGNATURE, secret), Content.of(body));
    }

    private boolean receive(Hook hook, HookCall call) {
        return hooks.receive(Call.ofHoldfast("acme", one.call().budget()), "troubled", project, hook.id(), call);
    }

    private static void refused(Reason reason, Runnable call) {
        assertEquals(reason, assertThrows(Refusal.class, call::run).reason());
    }

    private void create(String task) {
        one.run("board-apply", "{'project':'" + project + "','command':'create','name':'" + task + "'}");
    }

    private List<ObjectNode> changes() {
        return one
                .on
                .activity()
                .page(
                        one.call(),
                        project,
                        new ActivityFeedFilter("board.changed", null, null, new Span(null, null)),
                        null,
                        100)
                .events()
                .stream()
                .map(Event::details)
                .toList();
    }

    private void look() {
        clock.advance(Duration.ofSeconds(6));
        one.drain();
    }

    @Test
    void a_look_that_time_cut_short_takes_nothing_for_new_or_gone_later() {
        Hook hook = hooks.create(one.call(), project, null);
        String secret = hook.secret();
        assertNotNull(secret);
        for (int i = 0; i < 130; i++) {
            create("task " + i);
        }
        receive(hook, signed("{\"n\":1}", secret));
        look();
        receive(hook, signed("{\"n\":2}", secret));
        clock.advance(Duration.ofSeconds(6));
        Drained cut = one.on.drain().apply(TestStore.budget(Duration.ofMillis(14_900)), "test", Drain.ShardRange.ALL);
        assertEquals(1, cut.done());
        receive(hook, signed("{\"n\":3}", secret));
        look();

        assertEquals(List.of(), changes());
    }

    @Test
    void a_hint_has_the_board_looked_at_and_what_changed_told() {
        Hook hook = hooks.create(one.call(), project, null);
        String secret = hook.secret();
        assertNotNull(secret);
        create("first");
        assertTrue(receive(hook, signed("{\"n\":1}", secret)));
        look();
        assertEquals(List.of(), changes(), "the first look has nothing to compare with");

        create("second");
        receive(hook, signed("{\"n\":2}", secret));
        look();
        assertEquals(
                "{\"created_count\":1,\"created\":[\"2\"]}",
                changes().getFirst().toString());
        receive(hook, signed("{\"n\":3}", secret));
        look();
        assertEquals(1, changes().size(), "nothing new, nothing told");
    }

    @Test
    void a_burst_of_hints_makes_one_look() {
        Hook hook = hooks.create(one.call(), project, "theirs");
        for (int i = 0; i < 50; i++) {
            receive(hook, signed("{\"n\":" + i + "}", "theirs"));
        }
        int before = boards.calls.get();
        look();
        assertTrue(boards.calls.get() - before <= 2, "looks: " + (boards.calls.get() - before));
    }

    @Test
    void a_call_that_is_sent_again_is_known() {
        Hook hook = hooks.create(one.call(), project, "theirs");
        assertTrue(receive(hook, signed("{}", "theirs")));
        assertFalse(receive(hook, signed("{}", "theirs")));
    }

    @Test
    void a_call_with_another_secret_is_refused_and_does_nothing() {
        Hook hook = hooks.create(one.call(), project, "theirs");
        refused(Reason.HOOK_UNVERIFIED, () -> receive(hook, signed("{}", "another")));
        refused(Reason.HOOK_UNVERIFIED, () -> receive(hook, new HookCall(Map.of(), Content.of("{}"))));
        int before = boards.calls.get();
        look();
        assertEquals(before, boards.calls.get());
    }

    @Test
    void whatever_does_not_fit_together_is_no_hook() {
        Hook hook = hooks.create(one.call(), project, "theirs");
        HookCall call = signed("{}", "theirs");
        Call acme = Call.ofHoldfast("acme", one.call().budget());
        refused(Reason.HOOK_NOT_FOUND, () -> hooks.receive(acme, "sqlite", project, hook.id(), call));
        refused(Reason.HOOK_NOT_FOUND, () -> hooks.receive(acme, "troubled", UUID.randomUUID(), hook.id(), call));
        refused(Reason.HOOK_NOT_FOUND, () -> hooks.receive(acme, "troubled", project, hook.id() + "x", call));
        refused(
                Reason.HOOK_NOT_FOUND,
                () -> hooks.receive(
                        Call.ofHoldfast("other", one.call().budget()), "troubled", project, hook.id(), call));
        hooks.remove(one.call(), project, hook.id());
        refused(Reason.HOOK_NOT_FOUND, () -> receive(hook, call));
        assertEquals(List.of(), hooks.list(one.call(), project));
    }

    @Test
    void a_secret_is_kept_sealed_and_there_are_not_more_hooks_than_there_may_be() {
        hooks.create(one.call(), project, "their-own-secret");
        assertFalse(TestStore.dump(name).contains("their-own-secret"));
        for (int i = 1; i < 10; i++) {
            hooks.create(one.call(), project, null);
        }
        refused(Reason.INVALID_INPUT, () -> hooks.create(one.call(), project, null));
    }
}

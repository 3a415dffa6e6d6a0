package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.TriggerPath;
import dev.holdfast.context.ActivityFeedFilter;
import dev.holdfast.context.CreateTrigger;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Drained;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a change of a store to the receiver of a webhook, with real parts. */
class TriggerTest {
    private final SettableClock clock = new SettableClock();
    private final Table table = TestStore.table();
    private final OneInstance one = new OneInstance(table, clock);
    private final OneInstance two = new OneInstance(table, clock);
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final UUID project = one.register();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_change_is_told_to_the_receiver_signed_and_with_the_values_before_and_after() {
        one.save(project, "plan", "{'task': {'state': 'open', 'n': 1}}");
        Trigger trigger = one.watch(project, "/plan/task/state", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/task/state','value':'done'}]");
        Drained drained = one.drain();
        assertEquals(List.of(1, 1), List.of(drained.relayed(), drained.done()));
        WebhookReceiver.Got got = receiver.got.getFirst();
        assertTrue(got.isSignedWith(trigger.secret().reveal()));
        JsonNode body = got.json();
        assertEquals("/plan/task/state", body.path("path").textValue());
        assertEquals("open", body.path("old").textValue());
        assertEquals("done", body.path("new").textValue());
        assertEquals(3, body.path("seq").intValue());
        assertEquals("tester", body.path("actor").textValue());
        assertEquals(trigger.id(), body.path("trigger").textValue());
        assertEquals(project.toString(), body.path("project").textValue());
        assertEquals("2036-03-01T10:00:00.000Z", body.path("at").textValue());
        assertEquals(got.header("webhook-id"), body.path("id").textValue());
        assertEquals(got.header("idempotency-key"), body.path("id").textValue());
        assertEquals(0, one.drain().relayed());
        assertEquals(1, receiver.got.size());
    }

    @Test
    void only_what_changes_the_named_place_fires() {
        one.save(project, "plan", "{'a': {'b': 1, 'c': 2}, 'list': [1], 'x': 0}");
        one.watch(project, "/plan/a/b", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/a/c','value':3}]");
        one.patch(project, "plan", "[{'op':'test','path':'/a/b','value':1},{'op':'replace','path':'/x','value':1}]");
        assertThrows(
                Refusal.class,
                () -> one.patch(
                        project,
                        "plan",
                        "[{'op':'replace','path':'/a/b','value':9},{'op':'test','path':'/x','value':7}]"));
        assertEquals(0, one.drain().relayed());
        one.patch(project, "plan", "[{'op':'replace','path':'/a','value':{'b': 5}}]");
        one.patch(project, "plan", "[{'op':'move','from':'/a/b','path':'/moved'}]");
        two.save(project, "plan", "{'a': {'b': 'back'}}");
        assertEquals(3, one.drain().done());
        assertEquals(
                List.of("1>5", "5>", ">back"),
                receiver.got.stream()
                        .map(it -> it.json().path("old").asText() + ">"
                                + it.json().path("new").asText())
                        .toList());
    }

    @Test
    void a_subtree_tells_each_changed_place_and_escapes_hold() {
        one.save(project, "plan", "{'a/b': {'~x': {'p': 1, 'q': 2}}}");
        one.watch(project, "/plan/a~1b/*", receiver.url());
        one.patch(
                project,
                "plan",
                "[{'op':'replace','path':'/a~1b/~0x/p','value':7},{'op':'remove','path':'/a~1b/~0x/q'}]");
        one.drain();
        assertEquals(
                List.of("/plan/a~1b/~0x/p", "/plan/a~1b/~0x/q"),
                receiver.paths().stream().sorted().toList());
        assertEquals(
                2,
                receiver.got.stream()
                        .map(it -> it.header("webhook-id"))
                        .distinct()
                        .count());
    }

    @Test
    void long_values_are_replaced_by_links() {
        one.save(project, "plan", "{'text': 'short'}");
        one.watch(project, "/plan/text", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/text','value':'" + "x".repeat(33_000) + "'}]");
        one.drain();
        JsonNode body = receiver.got.getFirst().json();
        assertEquals("short", body.path("old").textValue());
        assertFalse(body.has("new"));
        assertEquals(
                "/api/v1/projects/" + project + "/state/plan/?seq=3",
                body.path("new_link").textValue());
    }

    @Test
    void deliveries_of_a_trigger_keep_their_order_through_failures_and_are_never_doubled() {
        one.save(project, "plan", "{'n': 0}");
        one.watch(project, "/plan/n", receiver.url());
        receiver.status = 500;
        for (int i = 1; i <= 5; i++) {
            (i % 2 == 0 ? one : two).patch(project, "plan", "[{'op':'replace','path':'/n','value':" + i + "}]");
            one.drain();
        }
        assertEquals(1, receiver.got.size(), "those behind the failed one wait");
        receiver.status = 204;
        clock.advance(Duration.ofSeconds(75));
        assertEquals(5, two.drain().done());
        assertEquals(
                List.of(1, 1, 2, 3, 4, 5),
                receiver.got.stream()
                        .map(it -> it.json().path("new").intValue())
                        .toList());
        assertEquals(
                receiver.got.get(0).header("webhook-id"), receiver.got.get(1).header("webhook-id"));
    }

    @Test
    void many_relays_at_once_put_each_delivery_in_once_and_in_order() throws Exception {
        one.save(project, "plan", "{'n': 0}");
        one.watch(project, "/plan/n", receiver.url());
        for (int i = 1; i <= 30; i++) {
            one.patch(project, "plan", "[{'op':'replace','path':'/n','value':" + i + "}]");
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Drained>> runs = IntStream.range(0, 4)
                    .<Callable<Drained>>mapToObj(_ -> () -> new OneInstance(table, clock).drain())
                    .toList();
            for (Future<Drained> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
        one.drain();
        assertEquals(
                IntStream.rangeClosed(1, 30).boxed().toList(),
                receiver.got.stream()
                        .map(it -> it.json().path("new").intValue())
                        .toList());
    }

    @Test
    void a_trigger_of_a_store_needs_the_store_and_leaves_nothing_behind_without_it() {
        Refusal refused = assertThrows(Refusal.class, () -> one.watch(project, "/none/a", receiver.url()));
        assertEquals(Reason.STORE_NOT_FOUND, refused.reason());
        assertEquals(List.of(), one.on.triggers().list(one.call(), project));
    }

    @Test
    void a_store_created_anew_and_one_reconfigured_is_still_watched() {
        one.save(project, "plan", "{'n': 0}");
        one.watch(project, "/plan/n", receiver.url());
        StoreName plan = new StoreName("plan");
        one.on.states().delete().apply(one.call(), project, plan, new Precondition.Any());
        two.run("save", "{'project':'" + project + "','store':'plan','data':{'n':1},'create':true}");
        two.patch(project, "plan", "[{'op':'replace','path':'/n','value':2}]");
        one.drain();
        assertEquals(List.of("/plan/n"), receiver.paths());
        assertEquals(2, receiver.got.getFirst().json().path("new").intValue());
    }

    @Test
    void a_deleted_trigger_fires_no_more() {
        one.save(project, "plan", "{'n': 0}");
        Trigger trigger = one.watch(project, "/plan/n", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':1}]");
        one.on.triggers().delete(one.call(), project, trigger.id());
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':2}]");
        one.drain();
        assertEquals(0, receiver.got.size());
        Refusal refused =
                assertThrows(Refusal.class, () -> one.on.triggers().delete(one.call(), project, trigger.id()));
        assertEquals(Reason.TRIGGER_NOT_FOUND, refused.reason());
    }

    @Test
    void a_repeated_creation_is_one_trigger_with_one_secret() {
        one.save(project, "plan", "{'n': 0}");
        var input = new CreateTrigger.Input(TriggerPath.parse("/plan/n"), List.of(), receiver.url(), null);
        Trigger first = one.on.createTrigger().apply(one.keyed("k"), project, input);
        Trigger again = two.on.createTrigger().apply(two.keyed("k"), project, input);
        assertEquals(first.secret().reveal(), again.secret().reveal());
        assertEquals(1, one.on.triggers().list(one.call(), project).size());
        assertNotEquals(
                first.id(), one.watch(project, "/plan/n", receiver.url()).id());
    }

    @Test
    void a_trigger_that_fails_for_a_day_is_paused_and_delivers_again_once_resumed() {
        one.save(project, "plan", "{'n': 0}");
        Trigger trigger = one.watch(project, "/plan/n", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':1}]");
        receiver.status = 503;
        for (int hour = 0; hour < 60 && !find(trigger).isPaused(); hour++) {
            assertFalse(hour > 40, "never paused");
            one.drain();
            clock.advance(Duration.ofMinutes(76));
        }
        assertTrue(find(trigger).isPaused());
        var paused = new ActivityFeedFilter("trigger.paused", null, null, new Span(null, null));
        List<Event> told =
                one.on.activity().page(one.call(), project, paused, null, 10).events();
        assertEquals("trigger/" + trigger.id(), told.getFirst().resource());
        assertEquals(1, told.size());
        int tried = receiver.got.size();
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':2}]");
        clock.advance(Duration.ofHours(2));
        one.drain();
        assertEquals(tried, receiver.got.size(), "nothing is posted while it is paused");
        receiver.status = 200;
        one.on.triggers().resume(one.call(), project, trigger.id());
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':3}]");
        clock.advance(Duration.ofHours(2));
        one.drain();
        assertEquals(3, receiver.got.getLast().json().path("new").intValue());
        assertFalse(find(trigger).isPaused());
    }

    private Trigger find(Trigger trigger) {
        return one.on.triggers().find(one.call(), project, trigger.id());
    }

    @Test
    void an_answer_that_stays_wrong_makes_a_dead_letter_that_can_be_redriven() {
        one.save(project, "plan", "{'n': 0}");
        one.watch(project, "/plan/n", receiver.url());
        receiver.status = 404;
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':1}]");
        assertEquals(1, one.drain().dead());
        var letter = one.on.deadLetters().list(one.call(), 10, null).items().getFirst();
        assertEquals("The receiver answered 404.", letter.cause());
        receiver.status = 200;
        one.on.deadLetters().redrive(one.call(), letter.id());
        assertEquals(1, one.drain().done());
        assertEquals(2, receiver.got.size());
    }

    @Test
    void a_posted_event_reaches_those_who_wait_for_its_type() {
        one.listen(project, receiver.url(), "build.*");
        one.post(project, "note");
        assertEquals(0, one.drain().relayed());
        one.post(project, "build.done");
        clock.advance(Duration.ofMillis(1));
        two.post(project, "build.failed");
        assertEquals(2, one.drain().done());
        assertEquals(
                List.of("build.done", "build.failed"),
                receiver.got.stream()
                        .map(it -> it.json().at("/event/type").asText())
                        .toList());
        assertEquals(0, one.drain().relayed());
    }

    @Test
    void a_change_without_triggers_costs_what_it_did_and_one_that_fires_one_unit_more() {
        one.save(project, "plan", "{'n': 0, 'm': 0}");
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':1}]");
        assertEquals(1, one.budget.consumed().writeUnits());
        one.watch(project, "/plan/n", receiver.url());
        one.patch(project, "plan", "[{'op':'replace','path':'/m','value':1}]");
        assertEquals(1, one.budget.consumed().writeUnits());
        one.patch(project, "plan", "[{'op':'replace','path':'/n','value':2}]");
        assertEquals(2, one.budget.consumed().writeUnits(), "the entry, and its place in the index");
    }
}

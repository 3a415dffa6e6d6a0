package dev.holdfast.activity;

import static dev.holdfast.activity.TestFeed.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.BrokenSeal;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostEventTest {
    private static final String BUILT = "{'type': 'build.done', 'source': 'ci', 'data': {'n': 1.50}}";

    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final TestFeed feed = new TestFeed(table, clock, Waking.NEVER);

    @Test
    void an_event_is_read_as_it_was_posted() {
        Event event = feed.post(BUILT);
        assertEquals(List.of(event), feed.events());
        assertEquals("build.done", event.type());
        assertEquals("ann", event.actor());
        assertEquals("ci", event.resource());
        assertEquals("posted", event.action());
        assertEquals("{\"n\":1.50}", event.details().toString());
        assertEquals(clock.instant(), event.at());
    }

    @Test
    void an_event_without_a_key_is_one_call_and_one_write_unit() {
        feed.post(BUILT);
        assertEquals(new Consumption(1, 0, 1), feed.budget.consumed());
        feed.post("key", BUILT);
        assertEquals(new Consumption(1, 0, 4), feed.budget.consumed());
        feed.events();
        assertEquals(1, feed.budget.consumed().calls());
    }

    @Test
    void a_repetition_under_a_key_answers_as_the_first_time() {
        Event first = feed.post("key", BUILT);
        clock.advance(Duration.ofHours(1));
        assertEquals(first, feed.post("key", BUILT));
        assertEquals(first, new TestFeed(table, clock, Waking.NEVER).post("key", BUILT));
        assertEquals(List.of(first), feed.events());
        Event other = feed.post("other", BUILT);
        assertEquals(List.of(other, first), feed.events());
    }

    @Test
    void a_key_of_another_event_is_refused() {
        feed.post("key", BUILT);
        Refusal refusal = assertThrows(Refusal.class, () -> feed.post("key", "{'type': 'build.begun'}"));
        assertEquals(Reason.OPERATION_REUSED, refusal.reason());
        assertEquals(1, feed.events().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_lost_reply_loses_and_doubles_nothing(boolean keyed) {
        for (Fault fault : List.of(Fault.REPLY_LOST_AFTER_APPLY, Fault.ERROR_AFTER_APPLY, Fault.RESET_BEFORE_APPLY)) {
            try (FaultInjector injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
                TestFeed behind =
                        new TestFeed(new Table(TestStore.client(injector.endpoint()), name), clock, Waking.NEVER);
                int before = feed.events().size();
                injector.failNext(fault, request -> true);
                Event event = keyed ? behind.post(fault.name(), BUILT) : behind.post(BUILT);
                assertEquals(1, injector.faults(fault));
                assertEquals(before + 1, feed.events().size());
                assertTrue(feed.events().contains(event));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLY_LOST_AFTER_APPLY", "ERROR_AFTER_APPLY", "RESET_BEFORE_APPLY"})
    void a_client_that_got_no_answer_posts_again_and_there_is_one_event(Fault fault) {
        try (FaultInjector injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            TestFeed dying = new TestFeed(
                    new Table(TestStore.clientWithoutRetries(injector.endpoint()), name), clock, Waking.NEVER);
            injector.failNext(fault, request -> true);
            Refusal refusal = assertThrows(Refusal.class, () -> dying.post("key", BUILT));
            assertEquals(Reason.UNAVAILABLE, refusal.reason());
            clock.advance(Duration.ofSeconds(2));
            assertEquals(List.of(feed.post("key", BUILT)), feed.events());
        }
    }

    @Test
    void only_an_event_that_somebody_waits_for_falls_due_and_wakes_the_drain() {
        TestFeed waking = new TestFeed(table, clock, (_, _, type) -> type.startsWith("build."));
        Event woke = waking.post(BUILT);
        waking.post("{'type': 'note'}");
        assertEquals(1, waking.woken.get());
        List<Key> due = TestFeed.SHARDS.queue().all().stream()
                .flatMap(shard -> table.query(feed.budget, Query.due(shard, clock.instant(), 10)).items().stream())
                .map(Item::key)
                .toList();
        assertEquals(List.of(new Key(OWNER.events(), woke.id())), due);
        assertEquals(Optional.of(OWNER), ProjectRef.ofEvent(due.getFirst()));
        assertEquals(woke, feed.feed.read(table.get(feed.budget, due.getFirst()).orElseThrow()));
    }

    @Test
    void details_are_sealed_for_their_place_and_go_after_the_time_they_are_kept() {
        Event event = feed.post("{'type': 'note', 'data': {'text': 'not to be seen'}}");
        Item item = TestStore.partition(table, OWNER.events()).getFirst();
        assertFalse(new String(item.bytes("p"), java.nio.charset.StandardCharsets.ISO_8859_1).contains("seen"));
        assertEquals(event.at().plus(Duration.ofDays(90)).getEpochSecond(), item.number(TableSchema.TTL));
        Item moved = Item.at(new Key(OWNER.decisions(), event.id()))
                .text("type", "note")
                .text("by", "ann")
                .text("act", "posted")
                .bytes("p", item.bytes("p"))
                .build();
        assertThrows(BrokenSeal.class, () -> feed.feed.read(moved));
    }

    @Test
    void rows_that_are_no_events_have_no_owner() {
        for (String pk : List.of("acme#jobs", "acme#" + OWNER.project() + ".inc1#stores", "acme")) {
            assertEquals(Optional.empty(), ProjectRef.ofEvent(new Key(pk, "1")), pk);
        }
    }
}

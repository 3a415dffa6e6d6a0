package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static dev.holdfast.state.TestStates.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.log.Kind;
import dev.holdfast.problem.Reason;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What followers are told. */
class FollowTest {
    private static final StoreName PLAN = new StoreName("plan");

    private final SettableClock clock = new SettableClock();
    private final TestStates one = new TestStates(clock);
    private final TestStates two = one.other(clock);

    @BeforeEach
    void three_revisions() {
        one.save("plan", "{'a': 1}", ANY);
        one.mergePatch("plan", "{'a': 2}", at(1));
        one.mergePatch("plan", "{'b': 1.0}", at(2));
    }

    @Test
    void one_message_for_each_missing_revision() {
        List<String> expected =
                List.of("2:[{'op':'replace','path':'/a','value':2}]", "3:[{'op':'add','path':'/b','value':1.0}]");
        assertEquals(expected, told(two.hello("plan", 1).messages()));
        assertEquals(expected, told(two.changes("plan", 1).messages()));
        assertEquals(Map.of(PLAN, 3L), two.hello("plan", 1).seqs());
    }

    @Test
    void nothing_for_who_has_it_all() {
        assertTrue(two.hello("plan", 3).messages().isEmpty());
        assertTrue(two.changes("plan", 3).messages().isEmpty());
    }

    @Test
    void a_snapshot_for_who_has_nothing() {
        assertEquals(List.of("3={'a':2,'b':1.0}"), told(two.hello("plan", 0).messages()));
        assertEquals(List.of("3={'a':2,'b':1.0}"), told(two.changes("plan", 0).messages()));
    }

    @Test
    void a_snapshot_for_who_is_ahead_of_the_store() {
        assertEquals(List.of("3={'a':2,'b':1.0}"), told(two.hello("plan", 4).messages()));
        var refused = refusal(() -> two.changes("plan", 4));
        assertEquals(Reason.BASE_AHEAD, refused.reason());
        assertEquals(3L, refused.facts().get("current_seq"));
    }

    @Test
    void a_snapshot_for_who_knew_an_earlier_life() {
        one.delete("plan", at(3));
        one.save("plan", "{'n': 1}", ABSENT);
        for (long since = 1; since <= 4; since++) {
            assertEquals(List.of("5={'n':1}"), told(two.hello("plan", since).messages()));
            assertEquals(List.of("5={'n':1}"), told(two.changes("plan", since).messages()));
        }
        assertTrue(two.hello("plan", 5).messages().isEmpty());
    }

    @Test
    void metadata_comes_with_an_empty_patch() {
        one.saveMetadata("plan", "{'a': 2, 'b': 1.0}", "{'owner': 'me'}", at(3));
        var message = assertInstanceOf(
                Message.Patched.class, two.changes("plan", 3).messages().getFirst());
        assertEquals(json("{'owner': 'me'}"), message.metadata());
        assertTrue(message.patch().isEmpty());
        assertEquals("tester", message.author());
        assertEquals(clock.instant(), message.at());
    }

    @Test
    void more_than_a_hundred_revisions_are_a_snapshot_for_hello_and_pages_for_changes() {
        for (int i = 4; i <= 103; i++) {
            one.mergePatch("plan", "{'a': " + i + "}", at(i - 1));
        }
        assertEquals(100, two.hello("plan", 3).messages().size());
        assertEquals(List.of("103={'a':103,'b':1.0}"), told(two.hello("plan", 2).messages()));
        Follow.Changes first = two.changes("plan", 2);
        assertEquals(100, first.messages().size());
        assertTrue(first.more());
        Follow.Changes rest = two.changes("plan", 102);
        assertEquals(List.of("103:[{'op':'replace','path':'/a','value':103}]"), told(rest.messages()));
        assertFalse(rest.more());
    }

    @Test
    void stores_that_are_gone_are_told_beside_those_that_stand() {
        one.save("other", "{}", ANY);
        one.delete("other", at(1));
        StoreName other = new StoreName("other");
        StoreName none = new StoreName("none");
        Follow.Greeting greeting =
                two.states.follow().hello(two.call(), two.project, Map.of(PLAN, 2L, other, 1L, none, 7L));
        assertEquals(Map.of(PLAN, 3L), greeting.seqs());
        assertEquals(Map.of(other, Reason.STORE_EXPIRED, none, Reason.STORE_NOT_FOUND), greeting.gone());
        assertEquals(1, greeting.messages().size());
    }

    @Test
    void history_that_is_no_longer_kept_is_refused_or_told_as_a_snapshot() {
        one.configure("plan", "{'history_secs': 86400}", at(3));
        clock.advance(Duration.ofDays(2));
        one.mergePatch("plan", "{'a': 5}", at(4));
        one.mergePatch("plan", "{'a': 6}", at(5));
        one.sweep();
        assertEquals(Reason.HISTORY_GONE, refusal(() -> two.changes("plan", 1)).reason());
        assertEquals(List.of("6={'a':6,'b':1.0}"), told(two.hello("plan", 1).messages()));
        assertEquals(
                List.of("6:[{'op':'replace','path':'/a','value':6}]"),
                told(two.changes("plan", 5).messages()));
        assertEquals(Reason.HISTORY_GONE, refusal(() -> two.load("plan", 2)).reason());
        assertEquals("{'a':6,'b':1.0}", one.other(clock).data("plan"));
    }

    @Test
    void a_merge_is_answered_again_when_its_base_is_no_longer_kept() {
        one.configure("plan", "{'history_secs': 86400}", at(3));
        clock.advance(Duration.ofHours(23));
        var request = new MergeStates.Request(List.of(MergingTest.merging(2, "{'c': 1}")), null, false);
        MergeStates.Outcome first = two.merge(two.keyed("k"), "plan", request);
        clock.advance(Duration.ofHours(2));
        one.mergePatch("plan", "{'a': 5}", ANY);
        one.sweep();
        assertEquals(Reason.HISTORY_GONE, refusal(() -> two.load("plan", 2)).reason());
        assertEquals(first, one.merge(one.keyed("k"), "plan", request));
        assertEquals(
                Reason.HISTORY_GONE,
                refusal(() -> one.merge(one.keyed("other"), "plan", request)).reason());
    }

    @Test
    void a_patch_is_rebased_from_a_base_that_only_a_snapshot_keeps() {
        one.configure("plan", "{'history_secs': 86400}", at(3));
        clock.advance(Duration.ofHours(25));
        one.patch("plan", "[{'op': 'add', 'path': '/x', 'value': 1}]", ANY);
        one.sweep();
        assertEquals(Reason.HISTORY_GONE, refusal(() -> two.load("plan", 3)).reason());
        assertTrue(two.patch("plan", "[{'op': 'add', 'path': '/y', 'value': 1}]", at(4))
                .rebased());
        assertEquals(
                Reason.VERSION_CONFLICT,
                refusal(() -> two.patch("plan", "[{'op': 'add', 'path': '/x', 'value': 2}]", at(4)))
                        .reason());
    }

    @Test
    void history_tells_who_changed_what_newest_first_through_every_life() {
        one.patch("plan", "[{'op': 'move', 'from': '/a', 'path': '/z'}]", at(3));
        one.configure("plan", "{'schema': {}}", at(4));
        one.delete("plan", at(5));
        one.save("plan", "[]", ABSENT);
        one.save("plan", "[1]", at(7));
        List<StoreHistory.Event> events = two.states.history().page(two.call(), two.project, PLAN, null, 100);
        assertEquals(
                List.of(
                        Kind.CHANGE,
                        Kind.OPEN,
                        Kind.CLOSE,
                        Kind.CONFIGURE,
                        Kind.CHANGE,
                        Kind.CHANGE,
                        Kind.CHANGE,
                        Kind.OPEN),
                events.stream().map(StoreHistory.Event::kind).toList());
        assertEquals("deleted", events.get(2).reason());
        assertEquals("[/a, /z]", events.get(4).paths().toString());
        List<StoreHistory.Event> earlier = two.states.history().page(two.call(), two.project, PLAN, 5L, 2);
        assertEquals(
                List.of(4L, 3L), earlier.stream().map(StoreHistory.Event::seq).toList());
        assertTrue(
                two.states.history().page(two.call(), two.project, PLAN, 1L, 2).isEmpty());
    }

    @Test
    void what_does_not_fit_into_an_answer_is_named_and_asked_for_later() {
        StoreName first = new StoreName("large1");
        StoreName second = new StoreName("large2");
        String large = "['" + "x".repeat(2_000_000) + "']";
        one.save(first.text(), large, ANY);
        one.save(second.text(), large, ANY);
        Follow.Greeting greeting = two.states.follow().hello(two.call(), two.project, Map.of(first, 0L, second, 0L));
        assertEquals(1, greeting.messages().size());
        StoreName later = greeting.later().getFirst();
        assertEquals(1, greeting.later().size());
        assertFalse(greeting.seqs().containsKey(later));
        Follow.Greeting next = two.states.follow().hello(two.call(), two.project, Map.of(later, 0L));
        assertEquals(later, next.messages().getFirst().store());
        assertTrue(next.later().isEmpty());
    }
}

package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Saving, loading, patching and deleting, by two instances. */
class StoreTest {
    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @Test
    void what_one_saves_the_other_loads() {
        Written saved = one.save("plan", "{'a': 1.0}", ANY);
        assertTrue(saved.created());
        assertEquals(1, saved.seq());
        assertEquals("{'a':1.0}", two.data("plan"));
        assertEquals("tester", two.load("plan").author());
    }

    @Test
    void an_equal_save_writes_nothing() {
        one.save("plan", "{'a': 1}", ANY);
        Written again = two.save("plan", "{'a': 1}", at(1));
        assertFalse(again.changed());
        assertEquals(1, again.seq());
        assertEquals(0, two.budget.consumed().writeUnits());
    }

    @Test
    void a_save_against_an_old_base_is_refused_with_the_current_seq() {
        one.save("plan", "{'a': 1}", ANY);
        one.save("plan", "{'a': 2}", at(1));
        var refused = refusal(() -> two.save("plan", "{'a': 3}", at(1)));
        assertEquals(Reason.VERSION_CONFLICT, refused.reason());
        assertEquals(2L, refused.facts().get("current_seq"));
        assertEquals("{'a':2}", two.data("plan"));
    }

    @Test
    void a_patch_that_commutes_with_what_came_between_is_rebased_and_another_is_refused_with_a_snapshot() {
        one.save("plan", "{'a': 1, 'b': 1}", ANY);
        one.patch("plan", "[{'op': 'replace', 'path': '/a', 'value': 2}]", at(1));
        Written rebased = two.patch("plan", "[{'op': 'replace', 'path': '/b', 'value': 2}]", at(1));
        assertTrue(rebased.rebased());
        assertEquals(3, rebased.seq());
        assertEquals("{'a':2,'b':2}", one.data("plan"));
        var refused = refusal(() -> two.patch("plan", "[{'op': 'replace', 'path': '/a', 'value': 3}]", at(1)));
        assertEquals(Reason.VERSION_CONFLICT, refused.reason());
        assertTrue(String.valueOf(refused.facts().get("snapshot")).contains("\"state\":{\"a\":2,\"b\":2}"));
        Written merged = two.mergePatch("plan", "{'c': 1}", at(2));
        assertTrue(merged.rebased());
        assertEquals("{'a':2,'b':2,'c':1}", one.data("plan"));
    }

    @Test
    void members_that_two_add_to_one_object_at_once_both_stand() {
        one.save("plan", "{'a': 1}", ANY);
        one.patch("plan", "[{'op': 'add', 'path': '/b', 'value': 1}]", at(1));
        assertTrue(two.patch("plan", "[{'op': 'add', 'path': '/c', 'value': 1}]", at(1))
                .rebased());
        assertTrue(two.mergePatch("plan", "{'d': 1}", at(1)).rebased());
        one.mergePatch("plan", "{'e': 1}", ANY);
        assertTrue(one.patch(
                        "plan",
                        "[{'op': 'add', 'path': '/a1', 'value': {}}, {'op': 'add', 'path': '/a1/x', 'value': 1}]",
                        at(1))
                .rebased());
        assertEquals("{'a':1,'b':1,'c':1,'d':1,'e':1,'a1':{'x':1}}", two.data("plan"));
    }

    @Test
    void a_deleted_store_is_gone_until_it_is_created_anew_and_its_sequence_goes_on() {
        one.save("plan", "{'a': 1}", ANY);
        two.load("plan");
        assertEquals(2, one.delete("plan", at(1)).seq());
        assertEquals(Reason.STORE_EXPIRED, refusal(() -> two.load("plan")).reason());
        assertEquals(
                Reason.STORE_EXPIRED, refusal(() -> two.save("plan", "{}", ANY)).reason());
        assertTrue(one.states
                .list()
                .page(one.call(), one.project, null, 100)
                .stores()
                .isEmpty());
        assertEquals(3, two.save("plan", "{'n': 1}", ABSENT).seq());
        assertEquals("{'n':1}", one.data("plan"));
        assertEquals(
                Reason.STORE_EXISTS,
                refusal(() -> one.save("plan", "{}", ABSENT)).reason());
    }

    @Test
    void a_repeated_operation_answers_as_the_first_time_whatever_came_since() {
        Written first = one.save(one.keyed("k"), "plan", "{'a': 1}", ANY);
        one.save("plan", "{'a': 2}", at(1));
        Written again = two.save(two.keyed("k"), "plan", "{'a': 1}", ANY);
        assertEquals(first, again);
        assertEquals(
                Reason.OPERATION_REUSED,
                refusal(() -> two.save(two.keyed("k", "other"), "plan", "{'a': 5}", ANY))
                        .reason());
        assertEquals("{'a':2}", one.data("plan"));
    }
}

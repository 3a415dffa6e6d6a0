package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Conflict;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.MergePolicy;
import dev.holdfast.json.MergeRules;
import dev.holdfast.json.Patch;
import dev.holdfast.problem.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Merging what several made of earlier states. */
class MergingTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @BeforeEach
    void a_document_and_a_change() {
        one.save("plan", "{'a': 1, 'b': 1, 'l': [1, 2]}", ANY);
        one.mergePatch("plan", "{'a': 2}", at(1));
    }

    @Test
    void states_patches_and_merge_patches_combine() {
        var outcome = two.merge(
                "plan",
                null,
                false,
                state(1, "{'a': 1, 'b': 1, 'l': [0, 1, 2]}"),
                operations(1, "[{'op': 'add', 'path': '/l/-', 'value': 3}]"),
                merging(1, "{'b': 5}"));
        assertEquals(3, outcome.written().seq());
        assertTrue(outcome.merged().conflicts().isEmpty());
        assertEquals("{'a':2,'b':5,'l':[0,1,2,3]}", one.data("plan"));
    }

    @Test
    void any_order_gives_the_same_result() {
        MergeStates.Input[] inputs = {
            merging(1, "{'b': 5}"), state(1, "{'a': 1, 'b': 1, 'l': []}"), merging(2, "{'c': 1}")
        };
        String expected = null;
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            var merged = one.merge("plan", null, true, inputs[order[0]], inputs[order[1]], inputs[order[2]])
                    .merged()
                    .state()
                    .toString();
            expected = expected == null ? merged : expected;
            assertEquals(expected, merged);
        }
        assertEquals(json("{'a': 2, 'b': 5, 'l': [], 'c': 1}").toString(), expected);
    }

    @Test
    void a_second_merge_of_the_same_changes_nothing() {
        one.merge("plan", null, false, merging(1, "{'b': 5}"));
        var again = two.merge("plan", null, false, merging(1, "{'b': 5}"));
        assertFalse(again.written().changed());
        assertEquals(3, two.load("plan").seq());
    }

    @Test
    void a_dry_run_tells_and_writes_nothing() {
        var outcome = two.merge("plan", null, true, merging(1, "{'a': 5, 'b': 5}"));
        assertTrue(outcome.dryRun());
        assertEquals("{\"a\":2,\"b\":5,\"l\":[1,2]}", outcome.merged().state().toString());
        assertEquals("/a", outcome.merged().conflicts().getFirst().path().toString());
        assertEquals(2, outcome.written().seq());
        assertEquals(0, two.budget.consumed().writeUnits());
        assertEquals(2, one.load("plan").seq());
    }

    @Test
    void a_conflict_under_fail_names_both_sides_and_writes_nothing() {
        var refused = refusal(() -> two.merge("plan", null, false, merging(1, "{'a': 5, 'b': 5}")));
        assertEquals(Reason.MERGE_CONFLICT, refused.reason());
        assertEquals(2L, refused.facts().get("current_seq"));
        assertEquals(
                json("[{'path': '/a', 'base': 1, 'current': 2, 'incoming': 5, 'policy': 'fail', 'winner': 'none',"
                        + " 'run': false, 'source': 0}]"),
                refused.facts().get("conflicts"));
        assertEquals("{'a':2,'b':1,'l':[1,2]}", one.data("plan"));
    }

    @Test
    void policies_come_from_the_configuration_and_the_request_overrides_them() {
        one.configure("plan", "{'merge': {'policies': [{'path': '/a', 'policy': 'current'}]}}", at(2));
        Conflict kept = two.merge("plan", null, true, merging(1, "{'a': 5}"))
                .merged()
                .conflicts()
                .getFirst();
        assertEquals(Conflict.Winner.CURRENT, kept.winner());
        assertEquals(MergePolicy.CURRENT, kept.policy());
        MergeRules incoming = rules("{'policies': [{'path': '', 'policy': 'incoming'}]}");
        var outcome = two.merge("plan", incoming, false, merging(1, "{'a': 5}"));
        assertEquals(
                Conflict.Winner.INCOMING,
                outcome.merged().conflicts().getFirst().winner());
        assertEquals(json("5"), json(one.data("plan")).get("a"));
    }

    @Test
    void the_latest_wins_by_the_times_of_the_changes() {
        MergeRules latest = rules("{'policies': [{'path': '', 'policy': 'latest'}]}");
        var old = new MergeStates.Input(1, new MergeStates.Made.Merging(new MergePatch(json("{'a': 5}"))), LONG_AGO);
        assertFalse(two.merge("plan", latest, false, old).written().changed());
        assertTrue(two.merge("plan", latest, false, merging(1, "{'a': 6}"))
                .written()
                .changed());
        assertEquals(json("6"), json(one.data("plan")).get("a"));
    }

    @Test
    void arrays_merge_by_their_mode() {
        one.mergePatch("plan", "{'l': [1, 2, 3]}", at(2));
        MergeStates.Input other = merging(2, "{'l': [1, 2, 4]}");
        assertEquals(
                Reason.MERGE_CONFLICT,
                refusal(() -> two.merge("plan", null, false, other)).reason());
        MergeRules set = rules("{'arrays': [{'path': '/l', 'mode': 'set'}]}");
        assertEquals(
                "[1,2,3,4]",
                two.merge("plan", set, true, other).merged().state().get("l").toString());
        MergeRules atom = rules("{'arrays': [{'path': '/l', 'mode': 'atom'}],"
                + " 'policies': [{'path': '/l', 'policy': 'incoming'}]}");
        assertEquals(
                "[1,2,4]",
                two.merge("plan", atom, true, other).merged().state().get("l").toString());
    }

    @Test
    void keyed_arrays_merge_item_by_item() {
        one.save("keyed", "{'l': [{'id': 1, 'x': 1, 'y': 1}]}", ANY);
        one.patch("keyed", "[{'op': 'replace', 'path': '/l/0/x', 'value': 2}]", at(1));
        one.configure("keyed", "{'merge': {'arrays': [{'path': '/l', 'mode': 'keyed', 'key': 'id'}]}}", at(2));
        two.merge("keyed", null, false, state(1, "{'l': [{'id': 0}, {'id': 1, 'x': 1, 'y': 3}]}"));
        assertEquals("{'l':[{'id':0},{'id':1,'x':2,'y':3}]}", one.data("keyed"));
    }

    @Test
    void a_base_of_an_earlier_life_or_ahead_is_refused() {
        assertEquals(
                Reason.BASE_AHEAD,
                refusal(() -> two.merge("plan", null, false, merging(9, "{}"))).reason());
        one.delete("plan", at(2));
        one.save("plan", "{'a': 1}", ABSENT);
        for (boolean dryRun : new boolean[] {true, false}) {
            assertEquals(
                    Reason.HISTORY_GONE,
                    refusal(() -> two.merge("plan", null, dryRun, merging(2, "{'a': 5}")))
                            .reason());
        }
    }

    @Test
    void a_repeated_merge_answers_as_the_first_time_whatever_others_wrote_since() {
        MergeRules incoming = rules("{'policies': [{'path': '', 'policy': 'incoming'}]}");
        var request = new MergeStates.Request(List.of(merging(1, "{'a': 5}")), incoming, false);
        var first = one.merge(one.keyed("k"), "plan", request);
        assertEquals(1, first.merged().conflicts().size());
        two.mergePatch("plan", "{'a': 7}", at(3));
        assertEquals(first, two.merge(two.keyed("k"), "plan", request));
        one.delete("plan", ANY);
        assertEquals(first, two.merge(two.keyed("k"), "plan", request));
        one.save("plan", "{'a': 1}", ABSENT);
        assertEquals(first, two.merge(two.keyed("k"), "plan", request));
        assertEquals("{'a':1}", two.data("plan"));
    }

    @Test
    void a_repeated_rollback_answers_as_the_first_time_even_when_the_store_is_gone() {
        StoreName plan = new StoreName("plan");
        Written first = one.states.rollback().apply(one.keyed("k"), one.project, plan, 1, at(2));
        two.delete("plan", ANY);
        assertEquals(first, two.states.rollback().apply(two.keyed("k"), one.project, plan, 1, at(2)));
    }

    static MergeStates.Input state(long base, String data) {
        return new MergeStates.Input(base, new MergeStates.Made.State(json(data)), null);
    }

    static MergeStates.Input operations(long base, String patch) {
        return new MergeStates.Input(base, new MergeStates.Made.Operations(Patch.parse(json(patch))), null);
    }

    static MergeStates.Input merging(long base, String patch) {
        return new MergeStates.Input(base, new MergeStates.Made.Merging(new MergePatch(json(patch))), null);
    }

    static MergeRules rules(String rules) {
        return ConfigJson.rules((ObjectNode) json(rules));
    }
}

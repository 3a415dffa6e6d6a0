package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.patch;
import static dev.holdfast.json.Documents.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Conflict.Winner;
import dev.holdfast.json.Merge.Merged;
import dev.holdfast.problem.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':1} | {'a':2,'b':1} | {'a':1,'b':2} | {'a':2,'b':2}",
                "{'a':1} | {'a':1,'b':1} | {'a':1,'c':1} | {'a':1,'b':1,'c':1}",
                "{'a':1,'b':1,'c':1} | {'a':1,'c':1} | {'a':1,'b':1} | {'a':1}",
                "{'a':1} | {'a':2} | {'a':2} | {'a':2}",
                "{'a':'x'} | {'a':'y'} | {'a':'y'} | {'a':'y'}",
                "{'a':1} | {'a':1.50} | {'a':1.50} | {'a':1.50}",
                "{} | {'a':['x',99999]} | {'a':['x',99999]} | {'a':['x',99999]}",
                "{'a':1} | {'a':{'b':'x','c':[]}} | {'a':{'b':'x','c':[]}} | {'a':{'b':'x','c':[]}}",
                "{'a':1} | {} | {} | {}",
                "{'a':{'b':1,'c':1}} | {'a':{'b':2,'c':1}} | {'a':{'b':1,'c':2}} | {'a':{'b':2,'c':2}}",
                "{} | {'a':{'b':1}} | {'a':{'c':1}} | {'a':{'b':1,'c':1}}",
                "{'a':{'x':1}} | {'a':{'x':1},'b':1} | {} | {'b':1}",
                "[1,2,3] | [0,1,2,3] | [1,2,3,4] | [0,1,2,3,4]",
                "[1,2,3] | [1,3] | [1,2,3,4] | [1,3,4]",
                "[1,2,3,4,5] | [1,9,2,3,4,5] | [1,2,3,4,8,5] | [1,9,2,3,4,8,5]",
                "[1,2] | [7,2] | [1,8] | [7,8]",
                "[1,2] | [1,2,3] | [1,2,3] | [1,2,3]",
                "[{'a':1,'b':1}] | [{'a':2,'b':1}] | [{'a':1,'b':2}] | [{'a':2,'b':2}]",
                "{'__proto__':1,'':{'~':1,'/':1}} | {'__proto__':2,'':{'~':1,'/':1}} | {'__proto__':1,'':{'~':1,'/':2}} | {'__proto__':2,'':{'~':1,'/':2}}",
                "{'a':1.0} | {'a':1.00} | {'a':1.0,'b':1e2} | {'a':1.00,'b':1e2}",
            })
    void changes_to_different_places_combine(String base, String current, String incoming, String merged) {
        Merged result = merge(base, current, incoming, MergeRules.DEFAULT);
        assertEquals(List.of(), result.conflicts());
        assertEquals(loose(merged).toString(), result.state().toString());
        Merged swapped = merge(base, incoming, current, MergeRules.DEFAULT);
        assertTrue(JsonEquality.CANONICAL.equal(result.state(), swapped.state()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'a':2} | {'a':3} | /a",
                "{'a':1} | {'a':1.0} | {'a':10e-1} | /a",
                "{'a':{'b':1}} | {} | {'a':{'b':2}} | /a",
                "{'a':{'b':1}} | {'a':{'b':2}} | {} | /a",
                "{'a':1} | {'a':[]} | {'a':{}} | /a",
                "{} | {'a':{'b':1,'c':1}} | {'a':{'b':2,'d':1}} | /a/b",
                "[1,2] | [1,7,2] | [1,8,2] | /1",
                "[1,2,3] | [1,3] | [1,9,3] | /1",
                "[1] | [2] | [3] | /0",
                "[[1,{'a':1}]] | [[1,{'a':2}]] | [[1,{'a':3}]] | /0/1/a",
                "1 | 2 | 3 | ''",
                "{'a/b':{'~':1}} | {'a/b':{'~':2}} | {'a/b':{'~':3}} | /a~1b/~0",
            })
    void different_changes_to_one_place_are_a_conflict(String base, String current, String incoming, String place) {
        String path = place.equals("''") ? "" : place;
        Merged failed = merge(base, current, incoming, MergeRules.DEFAULT);
        assertTrue(failed.failed());
        assertEquals(1, failed.conflicts().size());
        Conflict conflict = failed.conflicts().getFirst();
        assertEquals(path, conflict.path().toString());
        assertEquals(Winner.NONE, conflict.winner());
        assertEquals(MergePolicy.FAIL, conflict.policy());
        for (MergePolicy policy : List.of(MergePolicy.CURRENT, MergePolicy.INCOMING)) {
            Merged decided = merge(base, current, incoming, everywhere(policy));
            assertFalse(decided.failed());
            assertEquals(path, decided.conflicts().getFirst().path().toString());
            assertEquals(policy.name(), decided.conflicts().getFirst().winner().name());
            if (!base.contains("{} |") && !place.endsWith("/b")) {
                String winner = policy == MergePolicy.CURRENT ? current : incoming;
                assertEquals(loose(winner).toString(), decided.state().toString());
            }
        }
    }

    @Test
    void a_conflict_tells_all_three_values() {
        Conflict conflict = merge("{'a':{'b':1}}", "{'a':{'b':[2]}}", "{'a':{}}", MergeRules.DEFAULT)
                .conflicts()
                .getFirst();
        assertEquals(json("1"), conflict.base());
        assertEquals(json("[2]"), conflict.current());
        assertNull(conflict.incoming());
        assertFalse(conflict.run());
    }

    @Test
    void a_conflict_between_runs_of_items_tells_the_runs() {
        Merged merged = merge("[1,2,3]", "[1,7,8,3]", "[1,3]", everywhere(MergePolicy.INCOMING));
        Conflict conflict = merged.conflicts().getFirst();
        assertTrue(conflict.run());
        assertEquals("/1", conflict.path().toString());
        assertEquals(json("[2]"), conflict.base());
        assertEquals(json("[7,8]"), conflict.current());
        assertEquals(json("[]"), conflict.incoming());
        assertEquals(json("[1,3]"), merged.state());
    }

    @Test
    void the_later_side_wins_under_latest() {
        MergeRules latest = everywhere(MergePolicy.LATEST);
        JsonNode base = loose("{'a':1}");
        for (int seconds = -1; seconds <= 1; seconds++) {
            Incoming incoming = new Incoming(base, loose("{'a':3}"), NOON.plusSeconds(seconds));
            Merged merged = Merge.merge(loose("{'a':2}"), NOON, List.of(incoming), latest);
            assertEquals(seconds > 0 ? 3 : 2, merged.state().get("a").intValue());
            assertFalse(merged.failed());
        }
    }

    @Test
    void the_latest_of_several_wins_although_the_current_state_changed_elsewhere_later() {
        JsonNode base = loose("{'a':1,'b':1}");
        Incoming early = new Incoming(base, loose("{'a':2,'b':1}"), NOON.minusSeconds(20));
        Incoming late = new Incoming(base, loose("{'a':3,'b':3}"), NOON.minusSeconds(10));
        for (List<Incoming> order : List.of(List.of(early, late), List.of(late, early))) {
            Merged merged = Merge.merge(loose("{'a':1,'b':9}"), NOON, order, everywhere(MergePolicy.LATEST));
            assertEquals(loose("{'a':3,'b':9}"), merged.state());
            assertEquals(order.indexOf(late), merged.conflicts().getFirst().source());
        }
    }

    @Test
    void the_most_specific_policy_holds() {
        MergeRules rules = new MergeRules(
                List.of(
                        new MergeRules.PolicyAt(PathPattern.parse(""), MergePolicy.CURRENT),
                        new MergeRules.PolicyAt(PathPattern.parse("/a/*"), MergePolicy.FAIL),
                        new MergeRules.PolicyAt(PathPattern.parse("/*/b"), MergePolicy.CURRENT),
                        new MergeRules.PolicyAt(PathPattern.parse("/a/b"), MergePolicy.INCOMING)),
                List.of());
        Merged merged = merge(
                "{'a':{'b':{'x':1},'c':1},'d':1}",
                "{'a':{'b':{'x':2},'c':2},'d':2}",
                "{'a':{'b':{'x':3},'c':3},'d':3}",
                rules);
        assertEquals(loose("{'a':{'b':{'x':3},'c':2},'d':2}"), merged.state());
        assertEquals(
                List.of(MergePolicy.INCOMING, MergePolicy.FAIL, MergePolicy.CURRENT),
                merged.conflicts().stream().map(Conflict::policy).toList());
        assertTrue(merged.failed());
    }

    @Test
    void a_policy_decides_its_conflict_and_keeps_the_other_changes() {
        Merged merged = merge(
                "{'a':1,'list':[1,2,3,4]}",
                "{'a':2,'list':[1,7,2,3,4]}",
                "{'a':3,'list':[1,8,2,3,4,5]}",
                everywhere(MergePolicy.INCOMING));
        assertEquals(loose("{'a':3,'list':[1,8,2,3,4,5]}"), merged.state());
        Merged kept = merge(
                "{'a':1,'list':[1,2,3,4]}",
                "{'a':2,'list':[1,7,2,3,4]}",
                "{'a':3,'list':[1,8,2,3,4,5]}",
                everywhere(MergePolicy.CURRENT));
        assertEquals(loose("{'a':2,'list':[1,7,2,3,4,5]}"), kept.state());
    }

    @Test
    void repeated_items_that_could_be_merged_in_two_ways_are_a_conflict() {
        assertTrue(merge("[1,2]", "[1,2,1]", "[2]", MergeRules.DEFAULT).failed());
        assertTrue(merge("['a','b']", "['c','a','b']", "['a','a','b']", MergeRules.DEFAULT)
                .failed());
    }

    @Test
    void patches_are_merged_as_what_they_make_of_their_base() {
        JsonNode base = loose("{'a':1,'b':[1]}");
        List<Incoming> incoming = List.of(
                Incoming.of(base, patch("[{\"op\":\"add\",\"path\":\"/b/-\",\"value\":2}]"), NOON),
                Incoming.of(base, new MergePatch(loose("{'a':null,'c':1}")), NOON.plusSeconds(1)));
        Merged merged = Merge.merge(loose("{'a':1,'b':[0,1]}"), NOON, incoming, MergeRules.DEFAULT);
        assertEquals(loose("{'b':[0,1,2],'c':1}"), merged.state());
        assertEquals(List.of(), merged.conflicts());
    }

    @Test
    void each_incoming_change_has_a_base_of_its_own() {
        Incoming old = new Incoming(loose("{'a':1}"), loose("{'a':1,'x':1}"), NOON);
        Incoming recent = new Incoming(loose("{'a':2}"), loose("{'a':3}"), NOON);
        Merged merged = Merge.merge(loose("{'a':2}"), NOON, List.of(recent, old), MergeRules.DEFAULT);
        assertEquals(loose("{'a':3,'x':1}"), merged.state());
    }

    @Test
    void what_nothing_changes_is_shared_with_the_current_state() {
        JsonNode current = loose("{'a':{'b':1},'c':{'d':1}}");
        Incoming incoming =
                new Incoming(loose("{'a':{'b':1},'c':{'d':1},'e':1}"), loose("{'a':{'b':1},'c':{'d':2},'e':1}"), NOON);
        JsonNode merged = Merge.merge(current, NOON, List.of(incoming), MergeRules.DEFAULT)
                .state();
        assertSame(current.get("a"), merged.get("a"));
        assertSame(
                current,
                Merge.merge(current, NOON, List.of(), MergeRules.DEFAULT).state());
    }

    @ParameterizedTest
    @EnumSource(MergePolicy.class)
    void a_result_above_the_largest_size_is_refused(MergePolicy policy) {
        String half = "x".repeat(StrictJson.MAX_BYTES / 2);
        assertEquals(
                Map.of("max_bytes", StrictJson.MAX_BYTES),
                refused(
                                Reason.DOCUMENT_TOO_LARGE,
                                () -> merge("{}", "{'a':'" + half + "'}", "{'b':'" + half + "'}", everywhere(policy)))
                        .facts());
    }

    private static MergeRules everywhere(MergePolicy policy) {
        return new MergeRules(List.of(new MergeRules.PolicyAt(PathPattern.parse(""), policy)), List.of());
    }

    private static Merged merge(String base, String current, String incoming, MergeRules rules) {
        return Merge.merge(loose(current), NOON, List.of(new Incoming(loose(base), loose(incoming), NOON)), rules);
    }
}

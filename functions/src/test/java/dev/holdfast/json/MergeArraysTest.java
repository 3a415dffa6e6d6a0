package dev.holdfast.json;

import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.json.Merge.Merged;
import dev.holdfast.problem.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeArraysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'id':1},{'id':2}] | [{'id':1},{'id':2},{'id':3}] | [{'id':1},{'id':2},{'id':4}] | [{'id':1},{'id':2},{'id':4},{'id':3}]",
                "[{'id':1,'a':1,'b':1}] | [{'id':1,'a':2,'b':1}] | [{'id':1,'a':1,'b':2}] | [{'id':1,'a':2,'b':2}]",
                "[{'id':1},{'id':2}] | [{'id':2}] | [{'id':1},{'id':2,'x':1}] | [{'id':2,'x':1}]",
                "[{'id':1},{'id':2}] | [{'id':1,'x':1},{'id':2}] | [{'id':2},{'id':1}] | [{'id':2},{'id':1,'x':1}]",
                "[{'id':1},{'id':2}] | [{'id':2},{'id':1}] | [{'id':1},{'id':2},{'id':3}] | [{'id':2},{'id':3},{'id':1}]",
                "[{'id':1}] | [{'id':1},{'id':'1'}] | [{'id':0},{'id':1}] | [{'id':0},{'id':1},{'id':'1'}]",
                "[] | [{'id':1,'a':1}] | [{'id':1,'b':1}] | [{'id':1,'a':1,'b':1}]",
            })
    void keyed_items_merge_by_their_key(String base, String current, String incoming, String merged) {
        Merged result = merge(new ArrayMode.Keyed("id"), base, current, incoming);
        assertEquals(List.of(), result.conflicts());
        assertEquals(loose(merged).toString(), result.state().get("list").toString());
        Merged again = merge(new ArrayMode.Keyed("id"), base, merged, incoming);
        assertEquals(loose(merged).toString(), again.state().get("list").toString());
    }

    @Test
    void a_conflict_in_a_keyed_item_has_its_place_in_the_current_state() {
        Merged merged =
                merge(new ArrayMode.Keyed("id"), "[{'id':1,'a':1}]", "[{'id':0},{'id':1,'a':2}]", "[{'id':1,'a':3}]");
        assertEquals("/list/1/a", merged.conflicts().getFirst().path().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'id':1},{}]", "[{'id':1},{'id':1}]", "[{'id':1},5]", "[{'id':1},{'id':{}}]"})
    void items_without_a_key_of_their_own_merge_as_a_sequence(String base) {
        String items = base.substring(1, base.length() - 1);
        Merged merged = merge(new ArrayMode.Keyed("id"), base, "['first'," + items + "]", "[" + items + ",'last']");
        assertEquals(List.of(), merged.conflicts());
        assertEquals(loose("['first'," + items + ",'last']"), merged.state().get("list"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['a','b'] | ['a','b','c'] | ['a','b','d'] | ['a','b','c','d']",
                "['a','b'] | ['b'] | ['a'] | []",
                "['a'] | ['a','x'] | ['x','a'] | ['a','x']",
                "[1] | [1,1.0] | [1,'1'] | [1,1.0,'1']",
                "[{'x':1,'y':2}] | [{'y':2,'x':1},true] | [] | [true]",
                "[] | [null] | [[],null,[]] | [null,[]]",
            })
    void sets_take_what_is_added_and_drop_what_is_removed(String base, String current, String incoming, String merged) {
        Merged result = merge(new ArrayMode.Unordered(), base, current, incoming);
        assertEquals(List.of(), result.conflicts());
        assertEquals(loose(merged).toString(), result.state().get("list").toString());
        Merged again = merge(new ArrayMode.Unordered(), base, merged, incoming);
        assertEquals(loose(merged).toString(), again.state().get("list").toString());
    }

    @Test
    void atoms_conflict_as_a_whole() {
        Merged merged = merge(new ArrayMode.Atom(), "[1,2]", "[0,1,2]", "[1,2,3]");
        assertTrue(merged.failed());
        assertEquals("/list", merged.conflicts().getFirst().path().toString());
        assertEquals(loose("[1,2,3]"), merged.conflicts().getFirst().incoming());
    }

    @Test
    void a_mode_holds_at_its_places_only() {
        MergeRules rules = new MergeRules(
                List.of(), List.of(new MergeRules.ArrayAt(PathPattern.parse("/*/tags"), new ArrayMode.Unordered())));
        Merged merged = Merge.merge(
                loose("[{'tags':[1]},{'tags':[]}]"),
                Instant.EPOCH,
                List.of(new Incoming(
                        loose("[{'tags':[]},{'tags':[]}]"), loose("[{'tags':[2]},{'tags':[3]}]"), Instant.EPOCH)),
                rules);
        assertEquals(List.of(), merged.conflicts());
        assertEquals(loose("[{'tags':[1,2]},{'tags':[3]}]"), merged.state());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | `` | true",
                "/a | /a | true",
                "/* | /a | true",
                "/*/b | /a/b | true",
                "/* | /* | true",
                "/~2 | /* | true",
                "/~2 | /a | false",
                "/a~1b/~0 | /a~1b/~0 | true",
                "/a | /a/b | false",
                "/a/b | /a | false",
                "/a/* | /b/c | false",
                "/ | / | true",
            })
    void patterns_match_places(String pattern, String pointer, boolean matches) {
        Place place = Place.root();
        Pointer path = Pointer.parse(pointer);
        for (int i = 0; i < path.size(); i++) {
            place = place.child(path.token(i));
        }
        assertEquals(path, place.pointer());
        assertEquals(matches, PathPattern.parse(pattern).matches(place));
        assertEquals(pattern, PathPattern.parse(pattern).toString());
        assertEquals(PathPattern.parse(pattern), PathPattern.parse(pattern));
        assertEquals(
                PathPattern.parse(pattern).hashCode(),
                PathPattern.parse(pattern).hashCode());
    }

    @Test
    void an_asterisk_is_another_pattern_than_any_token() {
        assertNotEquals(PathPattern.parse("/*"), PathPattern.parse("/~2"));
        for (String text : new String[] {"a", "/~3", "/a~2", "*"}) {
            refused(Reason.INVALID_POINTER, () -> PathPattern.parse(text));
        }
    }

    private static Merged merge(ArrayMode mode, String base, String current, String incoming) {
        MergeRules rules = new MergeRules(List.of(), List.of(new MergeRules.ArrayAt(PathPattern.parse("/list"), mode)));
        return Merge.merge(
                loose("{'list':" + current + "}"),
                Instant.EPOCH,
                List.of(new Incoming(
                        loose("{'list':" + base + "}"), loose("{'list':" + incoming + "}"), Instant.EPOCH)),
                rules);
    }
}

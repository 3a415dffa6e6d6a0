package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {
    private static final JsonNode RFC_6901 = json("""
            {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/foo;[\"bar\",\"baz\"]",
                "/foo/0;\"bar\"",
                "/;0",
                "/a~1b;1",
                "/c%d;2",
                "/e^f;3",
                "/g|h;4",
                "/i\\j;5",
                "/k\"l;6",
                "/ ;7",
                "/m~0n;8"
            })
    void the_examples_of_rfc_6901_section_5_point_where_it_says(String pointer, String value) {
        assertEquals(value, Pointer.parse(pointer).find(RFC_6901).orElseThrow().toString());
        assertEquals(pointer, Pointer.parse(pointer).toString());
    }

    @Test
    void the_empty_pointer_is_the_whole_document() {
        assertSame(RFC_6901, Pointer.parse("").find(RFC_6901).orElseThrow());
        assertEquals("", Pointer.ROOT.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/~", "/a~", "/~2", "/a~/b", "/~~0", "#/a", " /a"})
    void other_texts_are_refused(String text) {
        refused(Reason.INVALID_POINTER, () -> Pointer.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/1e0", "/foo/4294967296"})
    void places_that_an_array_lacks_point_at_nothing(String text) {
        assertTrue(Pointer.parse(text).find(RFC_6901).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bar", "/foo/0/x", "/a", "/foo/", "//"})
    void places_that_nothing_holds_point_at_nothing(String text) {
        assertTrue(Pointer.parse(text).find(RFC_6901).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"~1", "~01", "/", "~", "", "__proto__", "constructor", "😀", "~0~1", "-", "0"})
    void any_name_comes_back_from_its_text(String name) {
        Pointer pointer = Pointer.of("x", name);
        assertEquals(pointer, Pointer.parse(pointer.toString()));
        assertEquals(pointer.hashCode(), Pointer.parse(pointer.toString()).hashCode());
        assertEquals(name, Pointer.parse(pointer.toString()).token(1));
    }

    @Test
    void a_pointer_is_the_prefix_of_what_is_at_or_below_it() {
        assertTrue(Pointer.parse("/a").isPrefixOf(Pointer.parse("/a")));
        assertTrue(Pointer.parse("/a").isPrefixOf(Pointer.parse("/a/b")));
        assertTrue(Pointer.ROOT.isPrefixOf(Pointer.parse("/a")));
        assertFalse(Pointer.parse("/a/b").isPrefixOf(Pointer.parse("/a")));
        assertFalse(Pointer.parse("/a").isPrefixOf(Pointer.parse("/ab")));
        assertNotEquals(Pointer.parse("/a"), Pointer.parse("/a/"));
    }
}

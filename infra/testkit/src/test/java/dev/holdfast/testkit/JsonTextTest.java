package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void an_object_is_taken_apart_at_its_top_level() {
        assertEquals(
                Map.of("a", "[1, {\"a\":\"]\"}]", "b c", "-1.5e3", "d", "\"\\\"}\"", "e", "null"),
                JsonText.members(" { \"a\" : [1, {\"a\":\"]\"}] , \"b c\":-1.5e3,\"d\":\"\\\"}\",\"e\":null } "));
    }

    @Test
    void an_array_is_taken_apart_at_its_top_level() {
        assertEquals(List.of("{\"x\":[]}", "true", "\",\""), JsonText.elements("[{\"x\":[]},true,\",\"]"));
        assertEquals(List.of(), JsonText.elements("[ ]"));
    }

    @Test
    void escapes_of_a_string_are_resolved() {
        assertEquals("a\"\\/\n\té", JsonText.string("\"a\\\"\\\\\\/\\n\\t\\u00e9\""));
    }

    @Test
    void text_that_ends_too_early_is_refused() {
        for (String text : List.of("", "{", "{\"a", "{\"a\":", "{\"a\":[1", "[")) {
            assertThrows(IllegalArgumentException.class, () -> JsonText.members(text), text);
        }
    }
}

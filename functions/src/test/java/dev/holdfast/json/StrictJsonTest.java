package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @Test
    void every_kind_of_value_is_read() {
        JsonNode value =
                parse(" {\"a\" : [1, -2.50, true, false, null, \"x\\u00e9\\uD83D\\uDE00\\n\"], \"\": {}}\r\n\t");
        assertEquals("{\"a\":[1,-2.50,true,false,null,\"xé😀\\n\"],\"\":{}}", value.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"\"", "null", "[]", "true", " 1 "})
    void a_text_of_one_scalar_is_json(String text) {
        assertEquals(text.strip(), parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "[1e]",
                "[1e+]",
                "0x10",
                "--1",
                "'a'",
                "{'a':1}",
                "{a:1}",
                "[1,]",
                "{\"a\":1,}",
                "[,1]",
                "{\"a\" 1}",
                "// x\n1",
                "/* x */1",
                "1 # x",
                "\"\t\"",
                "\"\n\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "tru",
                "True",
                "nul",
                "undefined",
                "[1 2]",
                "]",
                "}",
                "\f1",
                "\u00a01",
                "{1:2}",
                "{null:1}",
                "\"\\ud8zz\""
            })
    void what_rfc_8259_does_not_write_is_refused(String text) {
        assertTrue(refused(text).startsWith("The text is not JSON at line "), refused(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "{\"a\"", "{\"a\":", "[1,", "\"abc", "\"\\", "{\"a\":[{\"b\":1}"})
    void a_text_that_ends_early_is_refused(String text) {
        String detail = refused(text);
        assertTrue(
                detail.startsWith("The text ends inside a value") || detail.startsWith("The text is not JSON"), detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void an_empty_text_is_refused(String text) {
        assertEquals("The JSON text is empty.", refused(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{} {}", "[]1", "null\n\"x\""})
    void text_after_the_value_is_refused(String text) {
        assertTrue(refused(text).startsWith("There is more text after the value at line"), refused(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}}", "[]]", "{} x", "1,"})
    void rubbish_after_the_value_is_refused(String text) {
        assertTrue(refused(text).startsWith("The text is not JSON"), refused(text));
    }

    @Test
    void the_same_key_twice_is_refused_at_its_place() {
        assertEquals("An object has the same key twice at line 2, column 2.", refused("{\"a\":1,\n \"\\u0061\":1}"));
        assertEquals(
                "An object has the same key twice at line 1, column 14.", refused("[{\"x\":{\"a\":1,\"a\":null}}]"));
        assertEquals(
                "{\"a\":{\"a\":1},\"A\":1}", parse("{\"a\":{\"a\":1},\"A\":1}").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "overlong slash, 22c0af22, 1",
        "overlong in three bytes, 22e080af22, 1",
        "surrogate, 22eda08022, 1",
        "surrogate pair as CESU-8, 22eda0bdedb88022, 1",
        "truncated, 22e282, 1",
        "lone continuation, 228022, 1",
        "above U+10FFFF, 22f490808022, 1",
        "five bytes, 22f88888888022, 1",
        "Latin-1, 7b22e9223a317d, 2",
        "UTF-16 mark, fffe5b005d00, 0",
    })
    void invalid_utf_8_is_refused(String what, String hex, int offset) {
        Refusal refusal = assertThrows(
                Refusal.class, () -> StrictJson.parse(HexFormat.of().parseHex(hex)), what);
        assertEquals(Reason.INVALID_JSON, refusal.reason());
        assertEquals("The text is not UTF-8 at byte " + offset + ".", refusal.detail());
    }

    @Test
    void other_encodings_are_refused() {
        for (var charset :
                new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE}) {
            Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.parse("[1]".getBytes(charset)));
            assertEquals(Reason.INVALID_JSON, refusal.reason());
        }
    }

    @Test
    void a_byte_order_mark_is_refused() {
        assertEquals("Send JSON without a byte order mark.", refused("\uFEFF{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\ud800x\"", "[\"\\ud83d\\ud83d\\ude00\"]"
            })
    void half_a_surrogate_pair_in_a_text_is_refused(String text) {
        assertTrue(refused(text).startsWith("A text holds half a surrogate pair at line 1"), refused(text));
    }

    @Test
    void half_a_surrogate_pair_in_a_key_is_refused() {
        assertTrue(refused("{\"\\ud800\":1}").startsWith("A key holds half a surrogate pair"));
    }

    @Test
    void nesting_is_limited_to_64() {
        assertEquals(
                "[".repeat(64) + "]".repeat(64),
                parse("[".repeat(64) + "]".repeat(64)).toString());
        String objects = "{\"a\":".repeat(63) + "[]" + "}".repeat(63);
        assertEquals(objects, parse(objects).toString());
        String siblings = "[" + "[],{},".repeat(100) + "{}]";
        assertEquals(siblings, parse(siblings).toString());
        assertTrue(refused("[".repeat(65) + "]".repeat(65)).startsWith("A limit is exceeded"));
        assertTrue(refused("{\"a\":".repeat(64) + "[]" + "}".repeat(64)).startsWith("A limit is exceeded"));
        assertTrue(refused("[".repeat(1_000_000)).startsWith("A limit is exceeded"));
    }

    @Test
    void keys_are_limited_to_1024_bytes() {
        String largest = "é".repeat(512);
        assertTrue(parse("{\"" + largest + "\":1}").has(largest));
        assertTrue(refused("{\"" + largest + "x\":1}").startsWith("A limit is exceeded"));
        assertTrue(refused("{\"" + "x".repeat(1025) + "\":1}").startsWith("A limit is exceeded"));
        assertTrue(refused("{\"" + "x".repeat(3_000_000) + "\":1}").startsWith("A limit is exceeded"));
    }

    @Test
    void a_body_above_its_limit_is_refused_unread() {
        byte[] body = "{not json".getBytes(StandardCharsets.UTF_8);
        Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.parse(body, body.length - 1));
        assertEquals(Reason.PAYLOAD_TOO_LARGE, refusal.reason());
        assertEquals(Map.of("max_bytes", body.length - 1), refusal.facts());
        assertEquals(
                3,
                StrictJson.parse("[1,2,3]".getBytes(StandardCharsets.UTF_8), 7).size());
        Refusal byDefault = assertThrows(Refusal.class, () -> StrictJson.parse(new byte[4 * 1024 * 1024 + 1]));
        assertEquals(Reason.PAYLOAD_TOO_LARGE, byDefault.reason());
    }

    @Test
    void a_document_of_the_largest_size_is_read() {
        var body = new ByteArrayOutputStream();
        body.writeBytes("[\"".getBytes(StandardCharsets.UTF_8));
        body.writeBytes("x".repeat(StrictJson.MAX_BYTES - 4).getBytes(StandardCharsets.UTF_8));
        body.writeBytes("\"]".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                StrictJson.MAX_BYTES - 4,
                StrictJson.parse(body.toByteArray()).get(0).textValue().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"k\": sekret}",
                "{\"sekret\":1,\"sekret\":2}",
                "[\"sekret\\ud800\"]",
                "[1] sekret",
                "\"sekret",
                "[12sekret]"
            })
    void a_refusal_never_echoes_the_content(String text) {
        assertFalse(refused(text).contains("sekret"), refused(text));
    }

    private static JsonNode parse(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> parse(text));
        assertEquals(Reason.INVALID_JSON, refusal.reason());
        return refusal.detail();
    }
}

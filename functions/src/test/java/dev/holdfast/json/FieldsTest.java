package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final String UUID_TEXT = "0198c0de-7a2b-8c3d-9e4f-0123456789ab";

    @Test
    void good_fields_are_read() {
        Fields fields = fields("""
                {"name":"Kelp 🌊","note":"","id":"0198C0DE-7A2B-8C3D-9E4F-0123456789AB","kind":"b","size":-3,
                 "config":{"a":1},"tags":["x","y"],"list":[1,null]}""");
        assertEquals("Kelp 🌊", fields.text("name", 6));
        assertEquals(Optional.of(""), fields.optionalText("note", 5));
        assertEquals(UUID.fromString(UUID_TEXT), fields.uuid("id"));
        assertEquals(2, fields.oneOf("kind", Map.of("a", 1, "b", 2)));
        assertEquals(OptionalInt.of(-3), fields.integer("size", -3, 3));
        assertEquals(OptionalInt.of(-3), fields.integer("size", -9, -3));
        assertEquals("{\"a\":1}", fields.object("config", 7).orElseThrow().toString());
        assertEquals(List.of("x", "y"), fields.texts("tags", 2, 1));
        assertEquals(2, fields.items("list", 2, 2).size());
        assertDoesNotThrow(fields::done);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":null,\"uuid\":null,\"one\":null,\"number\":null,\"object\":null,\"texts\":null,\"items\":null}"
            })
    void absent_and_null_are_alike_for_what_is_optional(String text) {
        Fields fields = fields(text);
        assertEquals(Optional.empty(), fields.optionalText("text", 5));
        assertEquals(Optional.empty(), fields.optionalUuid("uuid"));
        assertEquals(Optional.empty(), fields.optionalOneOf("one", Map.of("a", 1)));
        assertEquals(OptionalInt.empty(), fields.integer("number", 0, 1));
        assertEquals(Optional.empty(), fields.object("object", 10));
        assertEquals(List.of(), fields.texts("texts", 5, 5));
        assertEquals(List.of(), fields.items("items", 0, 5));
        assertDoesNotThrow(fields::done);
    }

    @Test
    void presence_tells_absent_null_and_value_apart() {
        Fields fields = fields("{\"null\":null,\"value\":\"x\"}");
        assertEquals(Presence.ABSENT, fields.presence("absent"));
        assertEquals(Presence.NULL, fields.presence("null"));
        assertEquals(Presence.VALUE, fields.presence("value"));
        assertDoesNotThrow(fields::done);
    }

    @Test
    void every_problem_is_told_at_once_in_the_order_asked() {
        Refusal refusal = refused("{\"zzz\":1,\"number\":\"1\",\"name\":7,\"aaa\":{}}", fields -> {
            fields.text("name", 5);
            fields.uuid("id");
            fields.integer("number", 0, 9);
            fields.oneOf("kind", Map.of("b", 1, "a", 2));
        });
        assertEquals(
                Map.of(
                        "errors",
                        List.of(
                                problem("name", "must be a text"),
                                problem("id", "is required"),
                                problem("number", "must be a whole number from 0 to 9"),
                                problem("kind", "is required"),
                                problem("zzz", "is not known here"),
                                problem("aaa", "is not known here"))),
                refusal.facts());
    }

    @Test
    void a_required_field_that_is_wrong_is_not_told_to_be_missing() {
        assertEquals(
                "must be a UUID: 8-4-4-4-12 hexadecimal digits",
                onlyProblem("{\"f\":\"1-1-1-1-1\"}", fields -> fields.uuid("f")));
        assertEquals("must be one of a, b", onlyProblem("{\"f\":\"c\"}", it -> it.oneOf("f", Map.of("b", 1, "a", 2))));
        assertEquals("must be an array of 1 to 2 items", onlyProblem("{\"f\":[]}", it -> it.items("f", 1, 2)));
        assertEquals("is required", onlyProblem("{}", it -> it.items("f", 1, 2)));
    }

    @Test
    void a_getter_that_finds_a_problem_answers_something_harmless() {
        Fields fields = fields("{}");
        assertEquals("", fields.text("text", 5));
        assertEquals(new UUID(0, 0), fields.uuid("uuid"));
        assertEquals("x", fields.oneOf("one", Map.of("a", "x")));
        assertEquals(List.of(), fields.items("items", 1, 2));
        assertThrows(Refusal.class, fields::done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003 "})
    void a_required_text_must_not_be_blank(String text) {
        assertEquals("must not be blank", onlyProblem("{\"f\":\"" + text + "\"}", it -> it.text("f", 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\nb", "a\\tb", "\\u007f", "\\u0085"})
    void control_characters_are_refused(String text) {
        assertEquals(
                "must not have control characters", onlyProblem("{\"f\":\"" + text + "\"}", it -> it.text("f", 5)));
    }

    @Test
    void texts_are_counted_in_code_points() {
        assertEquals("must have at most 2 characters", onlyProblem("{\"f\":\"😀😀😀\"}", it -> it.text("f", 2)));
        Fields fields = fields("{\"f\":\"😀😀\"}");
        assertEquals("😀😀", fields.text("f", 2));
        assertDoesNotThrow(fields::done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "-1", "2147483647", "1.0", "1e0", "\"1\"", "true", "9999999999", "4294967296"})
    void only_a_whole_number_in_its_range_is_an_integer(String number) {
        assertEquals(
                "must be a whole number from 0 to 3",
                onlyProblem("{\"f\":" + number + "}", it -> it.integer("f", 0, 3)));
    }

    @Test
    void an_object_is_limited_in_bytes() {
        assertEquals("must have at most 10 bytes", onlyProblem("{\"f\":{\"a\":\"éé\"}}", it -> it.object("f", 10)));
        assertEquals("must be a JSON object", onlyProblem("{\"f\":[]}", it -> it.object("f", 10)));
    }

    @Test
    void items_of_texts_are_named_by_their_place() {
        Refusal refusal = refused("{\"f\":[\"ok\",1,\" \",\"long\",null]}", it -> it.texts("f", 5, 2));
        assertEquals(
                List.of(
                        problem("f[1]", "must be a text"),
                        problem("f[2]", "must not be blank"),
                        problem("f[3]", "must have at most 2 characters"),
                        problem("f[4]", "must be a text")),
                errors(refusal));
        assertEquals(
                "must be an array of 0 to 1 items", onlyProblem("{\"f\":[\"a\",\"b\"]}", it -> it.texts("f", 1, 2)));
    }

    @Test
    void unknown_fields_neither_flood_the_answer_nor_come_back_whole() {
        var text = new StringBuilder("{\"" + "k".repeat(1000) + "\":0");
        for (int i = 0; i < 1000; i++) {
            text.append(",\"f").append(i).append("\":0");
        }
        List<?> errors = errors(refused(text.append("}").toString(), it -> {}));
        assertEquals(50, errors.size());
        assertEquals(problem("k".repeat(64) + "…", "is not known here"), errors.getFirst());
    }

    @Test
    void the_name_of_an_unknown_field_is_told_up_to_64_characters() {
        String name = "🌊".repeat(64);
        assertEquals(
                List.of(problem(name, "is not known here"), problem(name + "…", "is not known here")),
                errors(refused("{\"" + name + "\":1,\"" + name + "x\":1}", it -> {})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"{}\""})
    void only_an_object_has_fields(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> fields(text));
        assertEquals(Reason.INVALID_INPUT, refusal.reason());
    }

    private static Fields fields(String text) {
        return Fields.of(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Refusal refused(String text, Consumer<Fields> reading) {
        Fields fields = fields(text);
        reading.accept(fields);
        Refusal refusal = assertThrows(Refusal.class, fields::done);
        assertEquals(Reason.INVALID_INPUT, refusal.reason());
        return refusal;
    }

    private static String onlyProblem(String text, Consumer<Fields> reading) {
        List<?> errors = errors(refused(text, reading));
        assertEquals(1, errors.size());
        Map<?, ?> error = assertInstanceOf(Map.class, errors.getFirst());
        return assertInstanceOf(String.class, error.get("problem"));
    }

    private static List<?> errors(Refusal refusal) {
        return assertInstanceOf(List.class, refusal.facts().get("errors"));
    }

    private static Map<String, String> problem(String field, String problem) {
        return Map.of("field", field, "problem", problem);
    }
}

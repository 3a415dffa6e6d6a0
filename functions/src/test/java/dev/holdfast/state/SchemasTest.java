package dev.holdfast.state;

import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema may be, and how numbers are held against it. */
class SchemasTest {
    private final Schemas schemas = new Schemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'nonsense'}",
                "{'maxItems': -1}",
                "{'pattern': '('}",
                "{'properties': {'a': {'patternProperties': {'[': true}}}}",
                "{'$schema': 'https://example.com/meta'}",
                "{'$id': 'not a uri %%'}",
            })
    void what_is_no_schema_is_refused(String schema) {
        assertEquals(
                Reason.INVALID_SCHEMA,
                refusal(() -> schemas.requireSchema(json(schema))).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': 'https://example.com/x.json'}",
                "{'properties': {'a': {'$ref': 'file:///etc/passwd'}}}",
                "{'$dynamicRef': 'https://example.com/x#foo'}",
                "{'items': {'$ref': '#/$defs/none'}}",
                "{'items': {'$ref': '#none'}}",
                "{'$id': 'https://example.com/a', 'items': {'$ref': 'b'}}",
            })
    void a_reference_that_leads_out_of_the_schema_is_refused_before_any_document_meets_it(String schema) {
        var refused = refusal(() -> schemas.requireSchema(json(schema)));
        assertEquals(Reason.INVALID_SCHEMA, refused.reason());
        assertTrue(refused.facts().toString().contains("leads nowhere"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref': '#/$defs/a~1b', '$defs': {'a/b': {'type': 'string'}}}",
                "{'$ref': '#/$defs/a%25b', '$defs': {'a%b': {'type': 'string'}}}",
                "{'$ref': '#x', '$defs': {'y': {'$anchor': 'x', 'type': 'string'}}}",
                "{'$id': 'https://example.com/a', '$ref': 'b', '$defs': {'x': {'$id': 'b', 'type': 'string'}}}",
                "{'$ref': 'https://json-schema.org/draft/2020-12/schema'}",
            })
    void a_reference_within_the_schema_or_to_its_dialect_is_followed(String schema) {
        schemas.requireSchema(json(schema));
        assertFalse(schemas.violations(json(schema), json("1")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'const': {'$ref': 'elsewhere'}}", "{'properties': {'$ref': {'type': 'string'}}}"})
    void what_only_looks_like_a_reference_is_none(String schema) {
        schemas.requireSchema(json(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': 'integer'}|1.0|true",
                "{'type': 'integer'}|1.5|false",
                "{'type': 'integer'}|1E+2|true",
                "{'type': 'integer'}|-0|true",
                "{'type': 'integer'}|123456789012345678901234567890|true",
                "{'maximum': 100}|123456789012345678901234567890.0|false",
                "{'maximum': 0.1}|0.1000000000000000000000001|false",
                "{'const': 1}|1.0|true",
                "{'enum': [1.0]}|1|true",
                "{'const': [1.0, {'a': 100}]}|[1, {'a': 1E2}]|true",
                "{'uniqueItems': true}|[1, 1.0]|false",
                "{'multipleOf': 0.01}|19.99|true",
                "{'multipleOf': 1e-308}|1.5e308|true",
                "{'type': 'boolean'}|0|false",
                "{'const': 0}|false|false",
            })
    void numbers_are_compared_by_value_whatever_their_text(String schema, String data, boolean valid) {
        assertEquals(valid, schemas.violations(json(schema), json(data)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'$ref': '#'}|1",
                "{'allOf': [{'$ref': '#/$defs/a'}], '$defs': {'a': {'not': {'$ref': '#/$defs/a'}}}}|1",
                "{'pattern': '^(.*a){25}$'}|'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'",
                "{'patternProperties': {'^(.*a){25}$': true}}"
                        + "|{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab': 1}",
            })
    void a_validation_without_end_is_broken_off(String schema, String data) {
        var refused = refusal(() -> schemas.violations(json(schema), json(data)));
        assertEquals(Reason.INVALID_SCHEMA, refused.reason());
    }

    @Test
    void references_that_double_at_every_step_are_broken_off() {
        StringBuilder schema = new StringBuilder("{'$ref': '#/$defs/x40', '$defs': {'x0': {'type': 'string'}");
        for (int i = 1; i <= 40; i++) {
            String below = "{'$ref': '#/$defs/x" + (i - 1) + "'}";
            schema.append(", 'x" + i + "': {'anyOf': [" + below + ", " + below + "]}");
        }
        String doubling = schema + "}}";
        assertEquals(
                Reason.INVALID_SCHEMA,
                refusal(() -> schemas.violations(json(doubling), json("1"))).reason());
    }

    @Test
    void a_long_document_is_held_against_its_schema() {
        String items = "0123456789,".repeat(100_000);
        String data = "[" + items.replace("0123456789", "1234567890") + "'x']";
        String schema = "{'items': {'type': 'integer', 'minimum': 0}}";
        assertEquals(
                "/100000",
                schemas.violations(json(schema), json(data)).getFirst().path());
    }

    @Test
    void members_that_a_pattern_names_are_not_additional() {
        String schema = "{'patternProperties': {'^x': {'type': 'string'}}, 'additionalProperties': false}";
        assertTrue(schemas.violations(json(schema), json("{'x1': 'a'}")).isEmpty());
        assertEquals(
                "/y",
                schemas.violations(json(schema), json("{'x1': 'a', 'y': 1}"))
                        .getFirst()
                        .path());
        assertEquals(
                "/x1",
                schemas.violations(json(schema), json("{'x1': 1}")).getFirst().path());
    }
}

package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on a parser that somebody else made, as lenient as Jackson can be. */
class StrictJsonReadTest {
    private static final JsonMapper LENIENT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .maxNumberLength(10_000)
                            .maxNameLength(100_000)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .build();

    @Test
    void the_value_is_read_from_a_parser_that_has_not_started() throws IOException {
        try (JsonParser parser = LENIENT.createParser("{\"a\":[1.10,{}]}")) {
            assertEquals("{\"a\":[1.10,{}]}", StrictJson.read(parser).toString());
            assertEquals(JsonToken.END_OBJECT, parser.currentToken());
        }
    }

    @Test
    void the_value_in_the_middle_of_a_text_is_read_and_the_rest_left() throws IOException {
        try (JsonParser parser = LENIENT.createParser("{\"input\":{\"n\":1.0},\"token\":\"t\"}")) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            JsonNode input = StrictJson.read(parser);
            assertEquals("{\"n\":1.0}", input.toString());
            assertEquals("token", parser.nextFieldName());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "NaN, A number is not written as JSON writes it at line 1",
                "-Infinity, A number is not written as JSON writes it at line 1",
                "1., A number is not written as JSON writes it at line 1",
                "1e400, A number is beyond 1e±308 at line 1",
                "0e9999999999, A number is beyond 1e±308 at line 1",
                "`{\"a\":1,\"a\":2}`, An object has the same key twice at line 1",
                "\"\\ud800\", A text holds half a surrogate pair at line 1",
            })
    void the_rules_hold_whatever_the_parser_allows(String text, String detail) throws IOException {
        assertTrue(refused(text).startsWith(detail), refused(text));
    }

    @Test
    void the_limits_hold_whatever_the_parser_allows() throws IOException {
        for (String text : new String[] {
            "[".repeat(73) + "]".repeat(73),
            "{\"a\":".repeat(73) + "1" + "}".repeat(73),
            "1".repeat(129),
            "0." + "1".repeat(127),
            "{\"" + "k".repeat(1025) + "\":1}"
        }) {
            assertTrue(refused(text).startsWith("A limit is exceeded (nesting 64,"), refused(text));
        }
    }

    @Test
    void the_rules_hold_on_buffered_tokens() throws IOException {
        try (var buffer = new TokenBuffer(LENIENT, false)) {
            buffer.writeStartArray();
            buffer.writeNumber(Double.POSITIVE_INFINITY);
            buffer.writeEndArray();
            try (JsonParser parser = buffer.asParser()) {
                Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.read(parser));
                assertEquals(Reason.INVALID_JSON, refusal.reason());
            }
        }
    }

    @Test
    void buffered_tokens_that_end_early_are_refused() throws IOException {
        try (var buffer = new TokenBuffer(LENIENT, false)) {
            buffer.writeStartArray();
            buffer.writeNumber(1);
            try (JsonParser parser = buffer.asParser()) {
                Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.read(parser));
                assertEquals("The text ends inside a value.", refusal.detail());
            }
        }
    }

    @Test
    void an_embedded_object_is_no_json() throws IOException {
        try (var buffer = new TokenBuffer(LENIENT, false)) {
            buffer.writeBinary(new byte[] {1, 2});
            try (JsonParser parser = buffer.asParser()) {
                Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.read(parser));
                assertEquals("A value is missing.", refusal.detail());
            }
        }
    }

    private static String refused(String text) throws IOException {
        try (JsonParser parser = LENIENT.createParser(text)) {
            Refusal refusal = assertThrows(Refusal.class, () -> StrictJson.read(parser));
            assertEquals(Reason.INVALID_JSON, refusal.reason());
            return refusal.detail();
        }
    }
}

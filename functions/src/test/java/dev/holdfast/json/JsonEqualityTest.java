package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEqualityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1 | true | true | true",
                "1 | 1.0 | false | false | true",
                "1 | 10e-1 | false | false | true",
                "0 | -0 | false | false | true",
                "0e308 | 0.00 | false | false | true",
                "1e308 | 10e307 | false | false | true",
                "100000000000000000000 | 1e20 | false | false | true",
                "1 | 1.0000000000000000000000000000001 | false | false | false",
                "1 | '1' | false | false | false",
                "1 | true | false | false | false",
                "null | {} | false | false | false",
                "{'a':1,'b':2} | {'b':2,'a':1} | false | true | true",
                "{'a':1,'b':2} | {'b':2.0,'a':1} | false | false | true",
                "{'a':1} | {'a':1,'b':2} | false | false | false",
                "{'a':1,'b':2} | {'a':1,'c':2} | false | false | false",
                "[1,2] | [2,1] | false | false | false",
                "[1] | [1,2] | false | false | false",
                "[{'a':[1]}] | [{'a':[1]}] | true | true | true",
                "'é' | 'é' | true | true | true",
            })
    void values_are_the_same_by_text_by_canonical_form_and_by_value(
            String a, String b, boolean text, boolean canonical, boolean value) {
        for (JsonNode[] pair : new JsonNode[][] {{loose(a), loose(b)}, {loose(b), loose(a)}}) {
            assertEquals(text, JsonEquality.TEXT.equal(pair[0], pair[1]));
            assertEquals(canonical, JsonEquality.CANONICAL.equal(pair[0], pair[1]));
            assertEquals(value, JsonEquality.VALUE.equal(pair[0], pair[1]));
        }
    }

    @Test
    void a_number_node_made_elsewhere_equals_the_one_that_is_read() {
        assertTrue(JsonEquality.TEXT.equal(JsonNodeFactory.instance.numberNode(5L), json("5")));
        assertTrue(JsonEquality.TEXT.equal(json("1.5"), JsonNodeFactory.instance.numberNode(1.5)));
    }

    @Test
    void comparing_far_exponents_makes_no_huge_number() {
        JsonNode many = json("[" + "1e308,".repeat(100_000) + "1]");
        JsonNode others = json("[" + "1.0e308,".repeat(100_000) + "1e-308]");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertEquals(false, JsonEquality.VALUE.equal(many, others)));
    }
}

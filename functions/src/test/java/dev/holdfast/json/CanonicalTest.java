package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"b\":1,\"a\":{\"d\":[],\"c\":null}}; {\"a\":{\"c\":null,\"d\":[]},\"b\":1}",
                "{ \"€\":1, \"\\r\":2, \"1\":3, \"😀\":4, \"\\ufb33\":5, \"ö\":6, \"\\u0080\":7}; "
                        + "{\"\\r\":2,\"1\":3,\"\u0080\":7,\"ö\":6,\"€\":1,\"😀\":4,\"\ufb33\":5}",
                "\"\\u20ac$\\u000F\\nA'B\\\"\\\\\\\"\\/\\b\\t\\f\\u001b\\u007f\"; "
                        + "\"€$\\u000f\\nA'B\\\"\\\\\\\"/\\b\\t\\f\\u001b\u007f\"",
                "[1.0, 1e2,1E+2,-0 ,0.10,true,false,null]; [1.0,1e2,1E+2,-0,0.10,true,false,null]",
                "\"éߪ𝄞\"; \"éߪ𝄞\"",
                "{}; {}"
            })
    void the_form_is_rfc_8785s_but_for_numbers(String text, String canonical) {
        assertEquals(canonical, new String(Canonical.bytes(json(text)), StandardCharsets.UTF_8));
    }

    @Test
    void member_order_does_not_change_the_digest_and_anything_else_does() {
        for (int seed = 0; seed < 1_000; seed++) {
            JsonNode document = new RandomJson(new SplittableRandom(seed)).value(5);
            JsonNode shuffled = shuffled(document, new Random(seed));
            assertTrue(JsonEquality.CANONICAL.equal(document, shuffled), "seed " + seed);
            assertArrayEquals(Canonical.digest(document), Canonical.digest(shuffled), "seed " + seed);
            JsonNode other = new RandomJson(new SplittableRandom(seed + 1)).value(5);
            assertEquals(
                    JsonEquality.CANONICAL.equal(document, other),
                    MessageDigest.isEqual(Canonical.digest(document), Canonical.digest(other)),
                    "seed " + seed);
        }
    }

    @Test
    void the_bytes_are_the_text_of_the_sorted_document_and_digested_as_a_whole() throws NoSuchAlgorithmException {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 3_000; i++) {
            text.append(i == 0 ? "" : ",").append("{\"a\":").append(i).append(",\"text\":\"é😀\\n\"}");
        }
        JsonNode document = json(text.append("]").toString());
        assertArrayEquals(StrictJson.write(document), Canonical.bytes(document));
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(StrictJson.write(document));
        assertArrayEquals(expected, Canonical.digest(document));
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        return switch (node) {
            case ObjectNode members -> {
                List<String> names = new ArrayList<>();
                members.fieldNames().forEachRemaining(names::add);
                Collections.shuffle(names, random);
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                names.forEach(name -> copy.set(name, shuffled(members.get(name), random)));
                yield copy;
            }
            case ArrayNode items -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                items.forEach(item -> copy.add(shuffled(item, random)));
                yield copy;
            }
            default -> node;
        };
    }
}

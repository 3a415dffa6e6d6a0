package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile patches: each has its error. */
class PatchLimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "'x'", "1"})
    void a_patch_that_is_no_array_is_refused(String text) {
        refused(Reason.INVALID_PATCH, () -> Patch.parse(loose(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "[]",
                "{}",
                "{'path':'/a','value':1}",
                "{'op':'add','value':1}",
                "{'op':'add','path':'/a'}",
                "{'op':'replace','path':'/a'}",
                "{'op':'test','path':'/a'}",
                "{'op':'move','path':'/a'}",
                "{'op':'copy','path':'/a','from':null}",
                "{'op':'move','path':'/a/b','from':'/a'}",
                "{'op':'move','path':'/a','from':''}",
                "{'op':'ADD','path':'/a','value':1}",
                "{'op':'spam','path':'/a','value':1}",
                "{'op':1,'path':'/a','value':1}",
                "{'op':'remove','path':1}"
            })
    void an_operation_that_is_none_is_refused(String operation) {
        Refusal refusal = refused(
                Reason.INVALID_PATCH, () -> Patch.parse(loose("[{'op':'remove','path':'/a'}," + operation + "]")));
        assertEquals(Map.of("operation_index", 1), refusal.facts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'remove','path':'a'}",
                "{'op':'remove','path':'/~2'}",
                "{'op':'move','path':'/a','from':'b'}",
                "{'op':'copy','path':'/a~','from':'/b'}"
            })
    void a_path_that_is_no_pointer_is_refused(String operation) {
        Refusal refusal = refused(Reason.INVALID_POINTER, () -> Patch.parse(loose("[" + operation + "]")));
        assertEquals(Map.of("operation_index", 0), refusal.facts());
    }

    @Test
    void a_patch_has_at_most_1000_operations() {
        String operations = "{\"op\":\"test\",\"path\":\"\",\"value\":1},".repeat(1_000);
        JsonNode most = json("[" + operations.substring(0, operations.length() - 1) + "]");
        assertEquals(json("1"), Patch.parse(most).apply(json("1")));
        JsonNode more = json("[" + operations + "{}]");
        assertEquals(
                Map.of("max_operations", 1_000),
                refused(Reason.INVALID_PATCH, () -> Patch.parse(more)).facts());
    }

    @Test
    void a_bomb_of_doubling_copies_is_refused_before_it_grows() {
        StringBuilder patch = new StringBuilder("[");
        for (int i = 0; i < 500; i++) {
            patch.append(i == 0 ? "" : ",").append("{'op':'copy','from':'','path':'/a'}");
        }
        Patch bomb = Patch.parse(loose(patch.append("]").toString()));
        Refusal deep = refused(Reason.DOCUMENT_TOO_LARGE, () -> bomb.apply(json("{}")));
        assertEquals(Map.of("operation_index", 63, "max_nesting", 64), deep.facts());
        patch.setLength(0);
        for (int i = 0; i < 500; i++) {
            patch.append(i == 0 ? "[" : ",").append("{'op':'copy','from':'','path':'/a" + i + "'}");
        }
        Patch wide = Patch.parse(loose(patch.append("]").toString()));
        Refusal large = refused(Reason.DOCUMENT_TOO_LARGE, () -> wide.apply(loose("{'x':'0123456789'}")));
        assertEquals(StrictJson.MAX_BYTES, large.facts().get("max_bytes"));
        assertEquals(17, large.facts().get("operation_index"));
    }

    @Test
    void copies_that_are_removed_again_are_bounded_too() {
        StringBuilder patch = new StringBuilder("[");
        for (int i = 0; i < 500; i++) {
            patch.append(i == 0 ? "" : ",").append("{'op':'copy','from':'/a','path':'/b'},{'op':'remove','path':'/b'}");
        }
        Patch churn = Patch.parse(loose(patch.append("]").toString()));
        assertEquals(loose("{'a':[1,2]}"), churn.apply(loose("{'a':[1,2]}")));
        JsonNode large = loose("{'a':'" + "x".repeat(1_000_000) + "'}");
        assertEquals(
                8,
                refused(Reason.DOCUMENT_TOO_LARGE, () -> churn.apply(large))
                        .facts()
                        .get("operation_index"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add','path':'/0','value':[[]]} | true",
                "{'op':'add','path':'/0','value':[]} | false",
                "{'op':'replace','path':'','value':[[[]]]} | false",
                "{'op':'copy','from':'','path':'/0'} | true",
            })
    void nesting_is_bounded_as_the_patch_is_applied(String operation, boolean refused) {
        JsonNode base = json("[".repeat(63) + "]".repeat(63));
        String prefix = "/0".repeat(62);
        Patch patch = Patch.parse(loose("[" + operation.replace("'/0'", "'" + prefix + "/0'") + "]"));
        if (refused) {
            assertEquals(
                    64,
                    refused(Reason.DOCUMENT_TOO_LARGE, () -> patch.apply(base))
                            .facts()
                            .get("max_nesting"));
        } else {
            assertFalse(patch.apply(base).isMissingNode());
        }
    }

    @Test
    void a_move_to_a_deeper_place_is_bounded() {
        ObjectNode base = (ObjectNode) loose("{'deep':" + "{'a':".repeat(40) + "1" + "}".repeat(40) + "}");
        base.set("other", base.get("deep"));
        Patch patch = Patch.parse(loose("[{'op':'move','from':'/other','path':'/deep" + "/a".repeat(30) + "'}]"));
        assertEquals(
                Map.of("operation_index", 0, "max_nesting", 64),
                refused(Reason.DOCUMENT_TOO_LARGE, () -> patch.apply(base)).facts());
    }

    @Test
    void a_new_key_is_limited_to_1024_bytes() {
        String name = "é".repeat(512);
        JsonNode result = Patch.parse(loose("[{'op':'add','path':'/" + name + "','value':1}]"))
                .apply(json("{}"));
        assertEquals(1, result.get(name).intValue());
        Patch tooLong = Patch.parse(loose("[{'op':'add','path':'/x" + name + "','value':1}]"));
        assertEquals(
                1024,
                refused(Reason.DOCUMENT_TOO_LARGE, () -> tooLong.apply(json("{}")))
                        .facts()
                        .get("max_key_bytes"));
    }

    @Test
    void a_result_of_exactly_the_largest_size_is_made_and_one_byte_more_is_not() {
        int room = StrictJson.MAX_BYTES - loose("{'a':'','b':''}").toString().length();
        String half = "x".repeat(room / 2);
        JsonNode base = loose("{'a':'" + half + "'}");
        for (int extra = 0; extra < 2; extra++) {
            String rest = "y".repeat(room - room / 2 + extra);
            Patch patch = Patch.parse(loose("[{'op':'add','path':'/b','value':'" + rest + "'}]"));
            if (extra == 0) {
                assertEquals(StrictJson.MAX_BYTES, StrictJson.write(patch.apply(base)).length);
            } else {
                refused(Reason.DOCUMENT_TOO_LARGE, () -> patch.apply(base));
            }
        }
    }

    @Test
    void measuring_agrees_with_writing() {
        for (int seed = 0; seed < 2_000; seed++) {
            JsonNode document = new RandomJson(new SplittableRandom(seed)).value(5);
            int bytes = StrictJson.write(document).length;
            assertEquals(bytes, Measured.of(document).bytes(), "seed " + seed);
            assertFalse(SizeBounds.exceeds(document, bytes), "seed " + seed);
            long bound = SizeBounds.atMost(document);
            assertTrue(bytes <= bound && bound <= 6L * bytes + 12, "seed " + seed);
            assertEquals(Measured.of(document).values(), SizeBounds.values(document), "seed " + seed);
        }
        assertTrue(SizeBounds.exceeds(loose("{'ab':['c',[1,2]],'d':{}}"), 24));
        assertFalse(SizeBounds.exceeds(loose("{'ab':['c',[1,2]],'d':{}}"), 25));
        String controls =
                "\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001f\\u007f\\u0080\\u07ff\\u0800\\uffff\\ud83d\\ude00\\\\\\\"/\"";
        assertEquals(
                StrictJson.write(json(controls)).length,
                Measured.of(json(controls)).bytes());
        assertEquals(3, Measured.of(json("[{\"a\":[]},1]")).nesting());
        assertEquals(0, Measured.of(json("1")).nesting());
        for (int number : new int[] {0, 9, 10, -1, -10, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertEquals(
                    Integer.toString(number).length(),
                    Measured.of(json("" + number)).bytes());
        }
    }
}

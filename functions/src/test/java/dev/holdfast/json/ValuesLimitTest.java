package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small texts can make large trees: a document has at most 262,144 values. */
class ValuesLimitTest {
    private static final Map<String, Integer> FACTS = Map.of("max_values", 262_144);

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "\"\"", "null", "1.5"})
    void a_text_of_more_values_is_refused(String item) {
        assertEquals(262_143, json(array(item, 262_143)).size());
        Refusal refusal = refused(Reason.INVALID_JSON, () -> json(array(item, 262_144)));
        assertTrue(refusal.detail().startsWith("There are more than 262144 values at line 1"), refusal.detail());
    }

    @Test
    void members_count_as_items_do() {
        assertEquals(1, json("{\"a\":" + array("0", 262_142) + "}").size());
        refused(Reason.INVALID_JSON, () -> json("{\"a\":" + array("0", 262_143) + "}"));
    }

    @Test
    void an_envelope_has_room_for_a_document_and_more_but_not_for_any_number() {
        byte[] most = array("{}", 524_287).getBytes(StandardCharsets.UTF_8);
        JsonNode values = StrictJson.parseEnvelope(most, StrictJson.MAX_BYTES);
        assertEquals(524_287, values.size());
        assertEquals(
                FACTS,
                refused(Reason.DOCUMENT_TOO_LARGE, () -> StrictJson.requireDocument(values))
                        .facts());
        byte[] more = array("{}", 524_288).getBytes(StandardCharsets.UTF_8);
        refused(Reason.INVALID_JSON, () -> StrictJson.parseEnvelope(more, StrictJson.MAX_BYTES));
    }

    @Test
    void a_patch_grows_a_document_up_to_the_limit() {
        JsonNode base = json("{\"a\":" + array("0", 262_141) + "}");
        Patch one = Patch.parse(loose("[{'op':'add','path':'/a/-','value':1}]"));
        JsonNode full = one.apply(base);
        assertEquals(262_142, full.get("a").size());
        assertEquals(
                Map.of("operation_index", 0, "max_values", 262_144),
                refused(Reason.DOCUMENT_TOO_LARGE, () -> one.apply(full)).facts());
        Patch two = Patch.parse(loose("[{'op':'add','path':'/a/-','value':1},{'op':'add','path':'/a/-','value':1}]"));
        assertEquals(
                Map.of("operation_index", 1, "max_values", 262_144),
                refused(Reason.DOCUMENT_TOO_LARGE, () -> two.apply(base)).facts());
        Patch traded = Patch.parse(loose("[{'op':'remove','path':'/a/0'},{'op':'add','path':'/b','value':1}]"));
        assertEquals(2, traded.apply(full).size());
        Patch replaced = Patch.parse(loose("[{'op':'replace','path':'/a/0','value':[1]}]"));
        refused(Reason.DOCUMENT_TOO_LARGE, () -> replaced.apply(full));
    }

    @Test
    void copies_do_not_multiply_a_document_beyond_the_limit() {
        JsonNode base = json("{\"a\":" + array("{}", 100_000) + "}");
        Patch copies =
                Patch.parse(loose("[{'op':'copy','from':'/a','path':'/b'},{'op':'copy','from':'/a','path':'/c'}]"));
        assertEquals(
                Map.of("operation_index", 1, "max_values", 262_144),
                refused(Reason.DOCUMENT_TOO_LARGE, () -> copies.apply(base)).facts());
        JsonNode moved = Patch.parse(
                        loose("[{'op':'move','from':'/a','path':'/b'},{'op':'copy','from':'/b','path':'/a'}]"))
                .apply(base);
        assertEquals(2, moved.size());
        JsonNode root = Patch.parse(loose("[{'op':'copy','from':'/a','path':''},{'op':'add','path':'/0','value':1}]"))
                .apply(base);
        assertEquals(100_001, root.size());
    }

    @Test
    void merges_keep_the_limit() {
        JsonNode base = json("{\"a\":" + array("0", 200_000) + "}");
        MergePatch patch = new MergePatch(json("{\"b\":" + array("0", 100_000) + "}"));
        assertEquals(
                FACTS,
                refused(Reason.DOCUMENT_TOO_LARGE, () -> patch.apply(base)).facts());
        JsonNode current = json("{\"a\":" + array("0", 200_000) + ",\"c\":" + array("0", 30_000) + "}");
        JsonNode other = json("{\"a\":" + array("0", 200_000) + ",\"b\":" + array("0", 50_000) + "}");
        var incoming = List.of(new Incoming(base, other, Instant.EPOCH));
        assertEquals(
                FACTS,
                refused(
                                Reason.DOCUMENT_TOO_LARGE,
                                () -> Merge.merge(current, Instant.EPOCH, incoming, MergeRules.DEFAULT))
                        .facts());
    }

    private static String array(String item, int count) {
        return "[" + (item + ",").repeat(count - 1) + item + "]";
    }
}

package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.refused;
import static dev.holdfast.json.Documents.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergePatchTest {
    static Stream<JsonNode> examples() throws IOException {
        return resource("rfc7396.json").valueStream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_of_rfc_7396_end_as_it_says(JsonNode example) {
        String before = example.toString();
        JsonNode result = new MergePatch(example.get(1)).apply(example.get(0));
        assertEquals(example.get(2).toString(), result.toString());
        assertEquals(before, example.toString());
    }

    @Test
    void what_the_patch_does_not_change_is_shared() {
        JsonNode base = loose("{'a':{'b':1},'c':{'d':2,'e':[]}}");
        JsonNode result = new MergePatch(loose("{'c':{'d':3}}")).apply(base);
        assertEquals(loose("{'a':{'b':1},'c':{'d':3,'e':[]}}").toString(), result.toString());
        assertSame(base.get("a"), result.get("a"));
        assertSame(base.get("c").get("e"), result.get("c").get("e"));
    }

    @Test
    void a_patch_that_changes_nothing_answers_the_document_itself() {
        JsonNode base = loose("{'a':{'b':1},'c':[1,{'x':2.0}]}");
        for (String patch : new String[] {
            "{}", "{'a':{}}", "{'a':{'b':1}}", "{'x':null}", "{'a':{'x':null}}", "{'c':[1,{'x':2.0}]}", base.toString()
        }) {
            assertSame(base, new MergePatch(loose(patch)).apply(base));
        }
    }

    @Test
    void another_number_text_is_a_change() {
        assertEquals(
                "{\"a\":1.0}",
                new MergePatch(json("{\"a\":1.0}")).apply(json("{\"a\":1}")).toString());
    }

    @Test
    void names_are_ordinary_data() {
        JsonNode patch = loose("{'__proto__':{'polluted':true},'':{'':1},'~0/~1':null,'constructor':{'prototype':{}}}");
        assertEquals(
                loose("{'a':1,'__proto__':{'polluted':true},'':{'':1},'constructor':{'prototype':{}}}")
                        .toString(),
                new MergePatch(patch).apply(loose("{'~0/~1':1,'a':1}")).toString());
    }

    @Test
    void a_result_above_the_largest_size_is_refused() {
        JsonNode base = loose("{'a':'" + "x".repeat(StrictJson.MAX_BYTES - 100) + "'}");
        assertEquals(2, new MergePatch(loose("{'b':1}")).apply(base).size());
        MergePatch large = new MergePatch(loose("{'b':'" + "x".repeat(100) + "'}"));
        assertEquals(
                StrictJson.MAX_BYTES,
                refused(Reason.DOCUMENT_TOO_LARGE, () -> large.apply(base))
                        .facts()
                        .get("max_bytes"));
    }

    @Test
    void a_patch_of_the_deepest_nesting_is_applied() {
        String deep = "{'a':".repeat(64) + "1" + "}".repeat(64);
        assertEquals(
                loose(deep).toString(),
                new MergePatch(loose(deep)).apply(json("[]")).toString());
        String removal = "{'a':".repeat(64) + "null" + "}".repeat(64);
        assertEquals(
                loose("{'a':".repeat(63) + "{}" + "}".repeat(63)).toString(),
                new MergePatch(loose(removal)).apply(loose(deep)).toString());
    }
}

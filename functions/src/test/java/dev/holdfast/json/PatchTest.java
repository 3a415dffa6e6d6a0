package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static dev.holdfast.json.Documents.patch;
import static dev.holdfast.json.Documents.refused;
import static dev.holdfast.json.Documents.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatchTest {
    static Stream<JsonNode> examples() throws IOException {
        return resource("rfc6902.json").valueStream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_of_rfc_6902_appendix_a_end_as_it_says(JsonNode example) {
        JsonNode document = example.get("doc");
        String before = document.toString();
        Patch patch = Patch.parse(example.get("patch"));
        if (example.has("error")) {
            Refusal refusal = refused(Reason.valueOf(example.get("error").textValue()), () -> patch.apply(document));
            assertEquals(Map.of("operation_index", 0), refusal.facts());
        } else {
            assertEquals(
                    example.get("expected").toString(), patch.apply(document).toString());
        }
        assertEquals(before, document.toString());
    }

    @Test
    void the_duplicate_op_of_rfc_6902_appendix_a_13_is_refused_by_the_reader() {
        refused(
                Reason.INVALID_JSON,
                () -> json("[{\"op\":\"add\",\"path\":\"/baz\",\"value\":\"qux\",\"op\":\"remove\"}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'op':'add','path':'/a','value':2} | {'a':2}",
                "{'a':1} | {'op':'add','path':'','value':[]} | []",
                "{'a':1} | {'op':'replace','path':'','value':null} | null",
                "{'a':1} | {'op':'test','path':'','value':{'a':1.0}} | {'a':1}",
                "{'a':1} | {'op':'copy','from':'','path':'/b'} | {'a':1,'b':{'a':1}}",
                "{'a':{'b':1}} | {'op':'move','from':'/a','path':''} | {'b':1}",
                "{'a':1,'b':2} | {'op':'move','from':'/a','path':'/a'} | {'b':2,'a':1}",
                "{'a':1,'b':2} | {'op':'move','from':'/a','path':'/b'} | {'b':1}",
                "{'a':1} | {'op':'move','from':'','path':''} | {'a':1}",
                "[1,2,3] | {'op':'move','from':'/0','path':'/-'} | [2,3,1]",
                "[1,2,3] | {'op':'move','from':'/2','path':'/0'} | [3,1,2]",
                "[1,2] | {'op':'add','path':'/2','value':3} | [1,2,3]",
                "[[1],2] | {'op':'add','path':'/0/-','value':[]} | [[1,[]],2]",
                "{'':{'':1}} | {'op':'replace','path':'//','value':2} | {'':{'':2}}",
                "{'a/b':{'m~n':1}} | {'op':'remove','path':'/a~1b/m~0n'} | {'a/b':{}}",
                "{'x':1} | {'op':'add','path':'/__proto__','value':{'constructor':1}} | {'x':1,'__proto__':{'constructor':1}}",
                "{'😀':1} | {'op':'replace','path':'/😀','value':'𝄞'} | {'😀':'𝄞'}",
                "{'a':1} | {'op':'replace','path':'/a','value':1.0} | {'a':1.0}",
                "{'01':1} | {'op':'replace','path':'/01','value':1e2} | {'01':1e2}",
                "{'-':1} | {'op':'remove','path':'/-'} | {}",
                "{'a':{'x':1,'y':[1,10.0]}} | {'op':'test','path':'/a','value':{'y':[1e0,10],'x':10e-1}} | {'a':{'x':1,'y':[1,10.0]}}",
            })
    void operations_do_what_rfc_6902_section_4_says(String document, String operation, String result) {
        assertEquals(
                loose(result).toString(),
                Patch.parse(loose("[" + operation + "]")).apply(loose(document)).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'op':'remove','path':''}",
                "{'a':1} | {'op':'remove','path':'/b'}",
                "{'a':1} | {'op':'replace','path':'/b','value':1}",
                "{'a':1} | {'op':'add','path':'/a/b','value':1}",
                "{'a':1} | {'op':'move','from':'/b','path':'/c'}",
                "{'a':1} | {'op':'copy','from':'/b','path':'/c'}",
                "{'a':1} | {'op':'test','path':'/b','value':null}",
                "{'a':'1'} | {'op':'test','path':'/a','value':1}",
                "{'a':null} | {'op':'test','path':'/a','value':false}",
                "[1] | {'op':'test','path':'','value':[1,1]}",
                "{'a':1} | {'op':'test','path':'','value':{'b':1}}",
                "[1] | {'op':'add','path':'/2','value':1}",
                "[1] | {'op':'add','path':'/01','value':1}",
                "[1] | {'op':'add','path':'/x','value':1}",
                "[1] | {'op':'add','path':'/4294967296','value':1}",
                "[1] | {'op':'remove','path':'/-'}",
                "[1] | {'op':'replace','path':'/-','value':1}",
                "[1] | {'op':'replace','path':'/1','value':1}",
                "[1] | {'op':'add','path':'/-/a','value':1}",
                "[1] | {'op':'move','from':'/0','path':'/1'}",
                "1 | {'op':'add','path':'/a','value':1}",
                "1 | {'op':'remove','path':'/a'}",
            })
    void an_operation_that_finds_no_place_fails_the_patch(String document, String operation) {
        JsonNode base = loose(document);
        String first = "{'op':'test','path':'','value':" + document.strip() + "}";
        Patch patch = Patch.parse(loose("[" + first + "," + operation + "]"));
        Refusal refusal = refused(Reason.PATCH_FAILED, () -> patch.apply(base));
        assertEquals(Map.of("operation_index", 1), refusal.facts());
    }

    @Test
    void a_failed_patch_leaves_the_document_as_it_was() {
        JsonNode base = loose("{'a':{'b':[1,2]},'c':1}");
        Patch patch = Patch.parse(loose("""
                [{'op':'remove','path':'/a/b/0'},{'op':'add','path':'/a/d','value':1},{'op':'remove','path':'/x'}]"""));
        assertEquals(
                2, refused(Reason.PATCH_FAILED, () -> patch.apply(base)).facts().get("operation_index"));
        assertEquals(loose("{'a':{'b':[1,2]},'c':1}").toString(), base.toString());
    }

    @Test
    void what_no_operation_touches_is_shared() {
        JsonNode base = loose("{'a':{'b':1},'c':{'d':{'e':1},'f':[]}}");
        JsonNode result =
                patch("[{\"op\":\"add\",\"path\":\"/c/d/x\",\"value\":1}]").apply(base);
        assertSame(base.get("a"), result.get("a"));
        assertSame(base.get("c").get("f"), result.get("c").get("f"));
        assertNotSame(base.get("c").get("d"), result.get("c").get("d"));
        assertSame(base, patch("[]").apply(base));
        assertSame(
                base, patch("[{\"op\":\"test\",\"path\":\"/a/b\",\"value\":1}]").apply(base));
    }

    @Test
    void a_copy_changes_apart_from_its_original_and_from_the_patch() {
        Patch patch = Patch.parse(loose("""
                [{'op':'add','path':'/a','value':{'n':[1]}},{'op':'add','path':'/a/n/-','value':2},
                 {'op':'copy','from':'/a','path':'/b'},{'op':'add','path':'/a/n/-','value':3},
                 {'op':'add','path':'/b/n/0','value':0}]"""));
        String before = patch.toString();
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    loose("{'a':{'n':[1,2,3]},'b':{'n':[0,1,2]}}").toString(),
                    patch.apply(loose("{}")).toString());
        }
        assertEquals(before, patch.toString());
    }

    @Test
    void a_patch_is_written_as_it_was_read() {
        String text = loose("""
                [{'op':'add','path':'/a~1b','value':1.0},{'op':'remove','path':'/c'},
                 {'op':'replace','path':'','value':null},{'op':'move','from':'/~0','path':'/'},
                 {'op':'copy','from':'','path':'/x/-'},{'op':'test','path':'/é','value':[]}]""").toString();
        assertEquals(text, patch(text).toString());
        assertEquals(6, patch(text).operations().size());
    }

    @Test
    void a_patch_made_in_code_is_limited_too() {
        List<Operation> tooMany = Collections.nCopies(1_001, new Operation.Remove(Pointer.ROOT));
        assertThrows(IllegalArgumentException.class, () -> new Patch(tooMany));
        assertTrue(new Patch(List.of()).isEmpty());
    }
}

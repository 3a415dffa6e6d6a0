package dev.holdfast.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerPathTest {
    @ParameterizedTest
    @CsvSource({
        "/s, s, '', false",
        "/s/*, s, '', true",
        "/s/a/b, s, /a/b, false",
        "/s/a/*, s, /a, true",
        "/s/~2, s, /*, false",
        "/s/~2/~2/*, s, /*/*, true",
        "/s/a~1b/m~0n/*, s, /a~1b/m~0n, true",
        "/s/~01, s, /~01, false",
        "/s/**, s, /**, false",
        "/s/a*, s, /a*, false",
        "/s/, s, /, false",
        "/s//*, s, /, true",
        "/My_store-1.x/0, My_store-1.x, /0, false",
    })
    void a_path_is_a_store_and_a_pointer(String text, String store, String base, boolean subtree) {
        TriggerPath path = TriggerPath.parse(text);
        assertEquals(new TriggerPath(store, Pointer.parse(base), subtree), path);
        assertEquals(text, path.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "s", "s/a", "/", "//a", "/*", "/1s/a", "/s p/a", "/s~0/a", "/s/*/b", "/s/*/*", "/s/~", "/s/a~2",
                "/s/~2a", "/s/~3", "/s/a~/b"
            })
    void another_form_is_refused(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> TriggerPath.parse(text));
        assertEquals(Reason.INVALID_INPUT, refusal.reason());
        assertEquals(1, refusal.facts().size());
    }

    @Test
    void a_path_has_at_most_a_kilobyte_and_64_segments() {
        TriggerPath.parse("/s/" + "ü".repeat(510) + "x");
        assertThrows(Refusal.class, () -> TriggerPath.parse("/s/" + "ü".repeat(510) + "xy"));
        TriggerPath.parse("/s" + "/a".repeat(63));
        assertThrows(Refusal.class, () -> TriggerPath.parse("/s" + "/a".repeat(64)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Exact: the value there before and after is all that counts.
                "/s/a | {'a':1} | [{'op':'replace','path':'/a','value':2}] | /a",
                "/s/a | {'a':1} | [{'op':'replace','path':'/a','value':1}] | ",
                "/s/a | {'a':1} | [{'op':'replace','path':'/a','value':1.0}] | /a",
                "/s/a | {} | [{'op':'add','path':'/a','value':null}] | /a",
                "/s/a | {'a':null} | [{'op':'remove','path':'/a'}] | /a",
                "/s/a | {'a':{'x':1,'y':2}} | [{'op':'replace','path':'/a','value':{'y':2,'x':1}}] | ",
                "/s/a | {'a':{'b':1}} | [{'op':'replace','path':'/a/b','value':2}] | /a",
                "/s/a | {'a':1,'b':2} | [{'op':'replace','path':'/b','value':3}] | ",
                "/s/a/b | {'a':{'b':1}} | [{'op':'replace','path':'/a','value':{'b':1,'c':2}}] | ",
                "/s/a/b | {'a':{'b':1}} | [{'op':'replace','path':'','value':{}}] | /a/b",
                "/s/a | {'a':1} | [{'op':'test','path':'/a','value':1}] | ",
                "/s/a | {'a':1} | [{'op':'move','from':'/a','path':'/b'}] | /a",
                "/s/b | {'a':1} | [{'op':'move','from':'/a','path':'/b'}] | /b",
                "/s/a | {'a':1} | [{'op':'copy','from':'/a','path':'/b'}] | ",
                "/s/a | {'a':1} | [{'op':'remove','path':'/a'},{'op':'add','path':'/a','value':1}] | ",
                "/s/a/1 | {'a':[1,2]} | [{'op':'remove','path':'/a/0'}] | /a/1",
                "/s/a/1 | {'a':[1,2,2]} | [{'op':'remove','path':'/a/1'}] | ",
                "/s | {'a':1} | [{'op':'add','path':'/b','value':1}] | ROOT",
                // Subtrees tell where.
                "/s/* | {'a':1} | [{'op':'add','path':'/b','value':1}] | /b",
                "/s/* | {'a':1} | [{'op':'replace','path':'','value':{'a':2}}] | ROOT",
                "/s/a/* | {'a':{'b':1}} | [{'op':'replace','path':'/a/b','value':2}] | /a/b",
                "/s/a/* | {'a':{'b':1}} | [{'op':'replace','path':'/a','value':{'b':2}}] | /a",
                "/s/a/* | {'a':{'b':1}} | [{'op':'replace','path':'','value':{}}] | /a",
                "/s/a/* | {'a':{'b':1},'c':1} | [{'op':'move','from':'/a/b','path':'/a/d'}] | /a/b /a/d",
                "/s/a/* | {'a':{'b':1},'c':1} | [{'op':'move','from':'/c','path':'/a/c'}] | /a/c",
                "/s/a/* | {'a':{},'b':1} | [{'op':'copy','from':'/b','path':'/a/c'}] | /a/c",
                "/s/a/* | {'a':{}} | [{'op':'add','path':'/a/b','value':{}},{'op':'add','path':'/a/b/c','value':1}] | /a/b",
                "/s/a/* | {'a':{}} | [{'op':'add','path':'/a/b','value':1},{'op':'remove','path':'/a/b'}] | ",
                "/s/a/* | {'ab':1} | [{'op':'replace','path':'/ab','value':2}] | ",
                // Items move: what stands at an index is compared.
                "/s/a/* | {'a':[1,2]} | [{'op':'add','path':'/a/-','value':3}] | /a/2",
                "/s/a/* | {'a':[1,2,2]} | [{'op':'remove','path':'/a/1'}] | /a/2",
                "/s/a/* | {'a':[1,2,3,4,5]} | [{'op':'add','path':'/a/0','value':0}] | /a",
                "/s/* | {'a':[1,2,3,4,5]} | [{'op':'add','path':'/a/0','value':0}] | /a",
                "/s/a/* | {'a':[1]} | [{'op':'replace','path':'/a/0','value':2}] | /a/0",
                "/s/a/0/* | {'a':[{'x':1},{'x':2}]} | [{'op':'remove','path':'/a/0'}] | /a/0",
                "/s/a/* | {'a':{'0':1,'1':2}} | [{'op':'replace','path':'/a/1','value':3}] | /a/1",
                "/s/a/* | {'a':{'-':1}} | [{'op':'replace','path':'/a/-','value':3}] | /a/-",
                "/s/a/* | {} | [{'op':'add','path':'/a','value':[]},{'op':'add','path':'/a/-','value':1}] | /a",
                // More than four are one.
                "/s/* | {'a':{}} | [{'op':'add','path':'/a/1','value':1},{'op':'add','path':'/a/2','value':1},{'op':'add','path':'/a/3','value':1},{'op':'add','path':'/a/4','value':1}] | /a/1 /a/2 /a/3 /a/4",
                "/s/* | {'a':{}} | [{'op':'add','path':'/a/1','value':1},{'op':'add','path':'/a/2','value':1},{'op':'add','path':'/a/3','value':1},{'op':'add','path':'/a/4','value':1},{'op':'add','path':'/a/5','value':1}] | /a",
            })
    void a_change_fires_where_it_is(String path, String before, String patch, String locations) {
        JsonNode old = json(before);
        Patch change = Patch.parse(json(patch));
        JsonNode now = change.apply(old);
        TriggerPath trigger = TriggerPath.parse(path);
        String fired = trigger.locations(change, old, now).stream()
                .map(location -> location.equals(Pointer.ROOT) ? "ROOT" : location.toString())
                .collect(Collectors.joining(" "));
        assertEquals(locations == null ? "" : locations, fired);
        assertEquals(!fired.isEmpty(), trigger.fires(change, old, now));
    }

    @Test
    void a_document_that_comes_or_goes_is_a_change_of_all_of_it() {
        JsonNode none = MissingNode.getInstance();
        Patch patch = Patch.parse(json("[{'op':'add','path':'','value':null}]"));
        JsonNode document = json("null");
        for (String text : new String[] {"/s", "/s/*"}) {
            TriggerPath path = TriggerPath.parse(text);
            assertEquals(List.of(Pointer.ROOT), path.locations(patch, none, document));
            assertEquals(List.of(Pointer.ROOT), path.locations(patch, document, none));
            assertEquals(List.of(), path.locations(patch, none, none));
        }
        assertEquals(false, TriggerPath.parse("/s/a").fires(patch, none, document));
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

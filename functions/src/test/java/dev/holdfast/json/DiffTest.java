package dev.holdfast.json;

import static dev.holdfast.json.Documents.json;
import static dev.holdfast.json.Documents.loose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
    private static final int DOCUMENTS = Boolean.getBoolean("holdfast.long") ? 200_000 : 5_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'a':1} | []",
                "{'a':1} | {'a':1.0} | [{'op':'replace','path':'/a','value':1.0}]",
                "{'a':{'long':'member stays as it is','b':1}} | {'a':{'long':'member stays as it is','b':2}} | [{'op':'replace','path':'/a/b','value':2}]",
                "{'stays':'as it was here','b':1} | {'stays':'as it was here','b':1,'c':2} | [{'op':'add','path':'/c','value':2}]",
                "{'stays':'as it was here','b':1,'c':'also as it was'} | {'stays':'as it was here','c':'also as it was'} | [{'op':'remove','path':'/b'}]",
                "{'b':1,'a':'a text that is far too long to repeat'} | {'a':'a text that is far too long to repeat','b':1} | [{'op':'move','from':'/b','path':'/b'}]",
                "['a text of some length','and one more','x'] | ['a text of some length','new','and one more','x'] | [{'op':'add','path':'/1','value':'new'}]",
                "['a text of some length','and one more','x'] | ['a text of some length','x'] | [{'op':'remove','path':'/1'}]",
                "[{'id':1,'text':'a text of some length'},{'id':2}] | [{'id':1,'text':'a text of some length'},{'id':3}] | [{'op':'replace','path':'/1/id','value':3}]",
                "{'a~b':{'c/d':['some long text to keep','x']}} | {'a~b':{'c/d':['some long text to keep','y']}} | [{'op':'replace','path':'/a~0b/c~1d/1','value':'y'}]",
                "1 | [] | [{'op':'replace','path':'','value':[]}]",
                "{'a':1} | {'b':2} | [{'op':'replace','path':'','value':{'b':2}}]",
            })
    void small_changes_make_small_patches(String from, String to, String patch) {
        assertEquals(
                loose(patch).toString(), Diff.between(loose(from), loose(to)).toString());
    }

    @Test
    void a_patch_from_a_to_b_makes_the_text_of_b_from_a() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            var random = new SplittableRandom(seed);
            JsonNode from = new RandomJson(random).value(5);
            JsonNode to = new RandomEdits(random).edited(from, random.nextInt(6));
            assertMakes(from, to, seed);
            assertMakes(from, new RandomJson(random).value(4), seed);
        }
    }

    @Test
    void long_arrays_with_many_edits_are_patched_too() {
        for (int seed = 0; seed < DOCUMENTS / 25; seed++) {
            var random = new SplittableRandom(seed);
            int kinds = random.nextInt(2, 500);
            ArrayNode from = JsonNodeFactory.instance.arrayNode();
            for (int i = random.nextInt(1_000); i >= 0; i--) {
                from.add("item " + random.nextInt(kinds));
            }
            ArrayNode to = from.deepCopy();
            for (int i = random.nextInt(400); i >= 0; i--) {
                int at = random.nextInt(to.size() + 1);
                if (random.nextBoolean()) {
                    to.insert(at, "item " + random.nextInt(kinds));
                } else {
                    to.remove(at);
                }
            }
            Patch patch = assertMakes(from, to, seed);
            assertTrue(patch.toString().length() <= to.toString().length() + 50, "seed " + seed);
        }
    }

    @Test
    void a_patch_is_no_longer_than_the_whole_document() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            var random = new SplittableRandom(seed);
            JsonNode from = new RandomJson(random).value(5);
            JsonNode to = new RandomEdits(random).edited(from, 10);
            int whole = "[{\"op\":\"replace\",\"path\":\"\",\"value\":}]".length() + StrictJson.write(to).length;
            assertTrue(Diff.between(from, to).toString().length() <= whole, "seed " + seed);
        }
    }

    @Test
    void equal_documents_make_an_empty_patch() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            JsonNode document = new RandomJson(new SplittableRandom(seed)).value(5);
            JsonNode again = StrictJson.parse(StrictJson.write(document));
            assertTrue(Diff.between(document, again).isEmpty(), "seed " + seed);
        }
    }

    @Test
    void a_block_put_into_a_long_array_is_all_the_patch_adds() {
        ArrayNode from = items(0, 5_000);
        ArrayNode to = items(0, 2_500).addAll(items(10_000, 10_900)).addAll(items(2_500, 5_000));
        assertEquals(900, assertMakes(from, to, 0).operations().size());
        assertEquals(900, assertMakes(to, from, 0).operations().size());
    }

    @Test
    void items_that_differ_in_their_order_only_are_told_apart() {
        JsonNode from =
                loose("[['one of two','three'],['three','one of two'],['five','six of ten'],['six of ten','five']]");
        JsonNode to = loose("[['three','one of two'],['five','six of ten']]");
        assertEquals(
                loose("[{'op':'remove','path':'/0'},{'op':'remove','path':'/2'}]"),
                assertMakes(from, to, 0).toJson());
        JsonNode objects = loose("[{'a':'one of two','b':'three'},{'b':'three','a':'one of two'},{'c':'the last'}]");
        JsonNode fewer = loose("[{'b':'three','a':'one of two'}]");
        assertEquals(
                loose("[{'op':'remove','path':'/0'},{'op':'remove','path':'/1'}]"),
                assertMakes(objects, fewer, 0).toJson());
    }

    @Test
    void more_changes_than_a_patch_may_hold_replace_the_array() {
        ArrayNode from = items(0, 50_000);
        ArrayNode to = JsonNodeFactory.instance.arrayNode();
        from.forEach(it -> to.add(it.textValue().endsWith("7") ? it.textValue() + " again" : it.textValue()));
        ObjectNode before =
                JsonNodeFactory.instance.objectNode().put("x", "kept").set("a", from);
        ObjectNode after =
                JsonNodeFactory.instance.objectNode().put("x", "kept").set("a", to);
        Patch patch = assertMakes(before, after, 0);
        assertEquals(1, patch.operations().size());
        assertEquals("/a", patch.operations().getFirst().path().toString());
    }

    @Test
    void hostile_arrays_cost_no_more_than_their_length() {
        ArrayNode ones = JsonNodeFactory.instance.arrayNode();
        ArrayNode mixed = JsonNodeFactory.instance.arrayNode();
        ArrayNode colliding = JsonNodeFactory.instance.arrayNode();
        var random = new SplittableRandom(1);
        for (int i = 0; i < 50_000; i++) {
            ones.add(i % 2);
            mixed.add(random.nextInt(3));
            // "Aa" and "BB" have the same String.hashCode.
            colliding.add(
                    Integer.toBinaryString(i | (1 << 18)).replace("0", "Aa").replace("1", "BB"));
        }
        ArrayNode reversed = JsonNodeFactory.instance.arrayNode();
        for (int i = colliding.size() - 1; i >= 0; i--) {
            reversed.add(colliding.get(i));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertMakes(ones, mixed, 0);
            assertMakes(mixed, ones, 0);
            assertMakes(colliding, reversed, 0);
        });
    }

    @Test
    void the_deepest_nesting_is_compared() {
        String deep = "[{'a':".repeat(32) + "%s" + "}]".repeat(32);
        JsonNode from = loose(deep.formatted("'" + "x".repeat(400) + "',    'b':1"));
        JsonNode to = loose(deep.formatted("'" + "x".repeat(400) + "',    'b':2"));
        assertEquals(
                "/0/a".repeat(31) + "/0/b",
                assertMakes(from, to, 0).operations().getFirst().path().toString());
    }

    private static Patch assertMakes(JsonNode from, JsonNode to, int seed) {
        String before = from.toString();
        Patch patch = Patch.parse(json(Diff.between(from, to).toString()));
        assertEquals(to.toString(), patch.apply(from).toString(), "seed " + seed);
        assertEquals(before, from.toString(), "seed " + seed);
        return patch;
    }

    private static ArrayNode items(int from, int to) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (int i = from; i < to; i++) {
            items.add("item number " + i);
        }
        return items;
    }

    @Test
    void short_changes_can_be_kept_apart_from_what_stays() {
        JsonNode from = json("{\"a\":1,\"c\":0}");
        JsonNode to = json("{\"a\":2,\"c\":0,\"b\":3}");
        Patch patch = Diff.apart(from, to);
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2},{\"op\":\"add\",\"path\":\"/b\",\"value\":3}]",
                patch.toString());
        assertEquals(to.toString(), patch.apply(from).toString());
    }
}

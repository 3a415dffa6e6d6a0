package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.table.Parallel;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stores may hold, and how many there may be. */
class LimitsTest {
    private final TestStates one = new TestStates(Clock.systemUTC());

    @Test
    void a_document_of_64_levels_is_saved_patched_merged_and_read_by_others() {
        String deep = "{'a':".repeat(63) + "{}" + "}".repeat(63);
        one.save("deep", deep, ANY);
        assertEquals(deep, cold().data("deep"));
        String innermost = "/a".repeat(63) + "/x";
        one.patch("deep", "[{'op': 'add', 'path': '" + innermost + "', 'value': 1}]", at(1));
        var whole = new ApplyPatch.Input.Operations(Patches.replacingAll(json(deep)));
        one.states.patch().apply(one.call(), one.project, name("deep"), whole, at(2));
        one.mergePatch("deep", deep.replace("{}", "{'y': 2}"), at(3));
        one.merge("deep", null, false, MergingTest.state(4, deep.replace("{}", "{'z': 3}")));
        assertEquals(deep.replace("{}", "{'z':3}"), cold().data("deep"));
        one.delete("deep", at(5));
        one.configure("deep", "{}", deep, ABSENT);
        assertEquals(deep, cold().data("deep"));
    }

    @Test
    void a_document_of_65_levels_is_refused_whatever_way_it_comes() {
        JsonNode tooDeep = nested(65);
        assertEquals(
                Reason.INVALID_JSON,
                refusal(() -> one.states
                                .save()
                                .apply(one.call(), one.project, name("deep"), new Save.Input(tooDeep, null, null), ANY))
                        .reason());
        one.save("deep", "{'a':".repeat(63) + "{}" + "}".repeat(63), ANY);
        String innermost = "/a".repeat(63) + "/x";
        assertEquals(
                Reason.DOCUMENT_TOO_LARGE,
                refusal(() -> one.patch("deep", "[{'op': 'add', 'path': '" + innermost + "', 'value': []}]", at(1)))
                        .reason());
        assertEquals(1, cold().load("deep").seq());
    }

    @Test
    void four_mebibytes_are_kept_and_one_byte_more_is_not() {
        JsonNode large = noise(StrictJson.MAX_BYTES);
        save("large", large);
        assertEquals(large, cold().load("large").document().data());
        one.patch("large", "[{'op': 'replace', 'path': '/0', 'value': 'short'}]", at(1));
        assertEquals("short", cold().load("large").document().data().get(0).textValue());
        assertEquals(
                Reason.DOCUMENT_TOO_LARGE,
                refusal(() -> save("larger", noise(StrictJson.MAX_BYTES + 1))).reason());
        assertEquals(Reason.STORE_NOT_FOUND, refusal(() -> one.load("larger")).reason());
    }

    @Test
    void the_largest_document_with_the_largest_configuration_can_be_read_again() {
        save("large", noise(StrictJson.MAX_BYTES));
        String noise = UUID.randomUUID().toString().repeat(2_000);
        ObjectNode config = (ObjectNode) json("{'mode': 'transient'}");
        var migrations = config.putArray("migrations");
        for (int i = 0; i < 14; i++) {
            migrations
                    .addObject()
                    .put("from", i + ".0.0")
                    .put("to", i + ".1.0")
                    .putObject("merge_patch")
                    .put("x", noise);
        }
        assertEquals(3, configure("large", config).seq());
        assertEquals(
                14,
                cold().states
                        .configure()
                        .read(one.call(), one.project, name("large"))
                        .migrations()
                        .size());
        migrations
                .addObject()
                .put("from", "15.0.0")
                .put("to", "16.0.0")
                .putObject("merge_patch")
                .put("x", noise);
        assertEquals(
                Reason.INVALID_INPUT, refusal(() -> configure("large", config)).reason());
    }

    @Test
    void metadata_has_at_most_16_kilobytes() {
        one.saveMetadata("plan", "{}", metadata(16 * 1024), ANY);
        assertEquals(16 * 1024, StrictJson.length(cold().load("plan").document().metadata()));
        var refused = refusal(() -> one.saveMetadata("plan", "{}", metadata(16 * 1024 + 1), at(1)));
        assertEquals(Reason.INVALID_INPUT, refused.reason());
        assertTrue(refused.facts().toString().contains("metadata"));
    }

    @Test
    void a_project_has_at_most_200_stores() {
        List<Integer> most = IntStream.range(0, 200).boxed().toList();
        Parallel.map(most, i -> one.sibling().save("s" + i, "{}", ANY));
        for (String refused : List.of("s200", "s200", "other")) {
            assertEquals(
                    Reason.TOO_MANY_STORES,
                    refusal(() -> one.save(refused, "{}", ANY)).reason());
        }
        assertEquals(200, all());
        one.mergePatch("s7", "{'a': 1}", ANY);
        one.delete("s7", ANY);
        assertEquals(1, one.save("s200", "{}", ANY).seq());
        assertEquals(
                Reason.TOO_MANY_STORES,
                refusal(() -> one.save("s7", "{}", ABSENT)).reason());
        assertEquals(200, all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "_a", "a b", "a/b", "a#b", "ä", "a\n"})
    void a_name_of_another_form_is_refused(String text) {
        assertEquals(Reason.INVALID_INPUT, refusal(() -> name(text)).reason());
    }

    @Test
    void a_name_has_at_most_64_characters() {
        String longest = "a".repeat(64);
        one.save(longest, "{}", ANY);
        assertEquals(longest, one.listed().getFirst().store().text());
        assertEquals(Reason.INVALID_INPUT, refusal(() -> name(longest + "a")).reason());
    }

    private int all() {
        int stores = 0;
        String after = null;
        do {
            ListStores.Page page = one.states.list().page(one.call(), one.project, after, 100);
            stores += page.stores().size();
            after = page.next();
        } while (after != null);
        return stores;
    }

    private void save(String store, JsonNode data) {
        one.states.save().apply(one.call(), one.project, name(store), new Save.Input(data, null, null), ANY);
    }

    private Written configure(String store, ObjectNode config) {
        return one.states.configure().apply(one.call(), one.project, name(store), ConfigJson.read(config), null, ANY);
    }

    /** Two texts that hardly pack, of so many bytes together with what is around them. */
    private static JsonNode noise(int bytes) {
        String text = new Random(1)
                .ints(bytes - 7, '#', '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return JsonNodeFactory.instance
                .arrayNode()
                .add(text.substring(0, 1_000))
                .add(text.substring(1_000));
    }

    private static JsonNode nested(int levels) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode at = root;
        for (int i = 1; i < levels; i++) {
            at = at.putObject("a");
        }
        return root;
    }

    private static String metadata(int bytes) {
        return "{'m':'" + "x".repeat(bytes - 8) + "'}";
    }

    private static StoreName name(String text) {
        return new StoreName(text);
    }

    private TestStates cold() {
        return one.other(Clock.systemUTC());
    }
}

package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.json;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.problem.Reason;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents of older schema versions: migrated when read, and for good with the next change. */
class MigrationTest {
    /** Given with the later step first. */
    private static final String SECOND = "{'schema_version': '2.0.0', 'migrations': ["
            + "{'from': '1.5.0', 'to': '2.0.0', 'merge_patch': {'title': null, 'done': false}},"
            + "{'from': '1.0.0', 'to': '1.5.0',"
            + " 'patch': [{'op': 'copy', 'from': '/title', 'path': '/name'}]}]}";

    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @BeforeEach
    void a_store_with_a_document_of_the_first_version() {
        one.save("plan", "{'title': 'a', 'n': 1.0}", ANY);
    }

    @Test
    void steps_apply_in_order_when_a_document_is_loaded_and_the_stored_one_stays() {
        assertEquals(2, one.configure("plan", SECOND, at(1)).seq());
        for (TestStates instance : new TestStates[] {one, two}) {
            Load.Loaded loaded = instance.load("plan");
            assertEquals(
                    json("{'n': 1.0, 'name': 'a', 'done': false}"),
                    loaded.document().data());
            assertEquals("2.0.0", loaded.document().version().toString());
            assertEquals("1.0.0", loaded.stored().toString());
            assertEquals(2, loaded.seq());
        }
        assertEquals(
                "{'title':'a','n':1.0}",
                two.load("plan", 1).document().data().toString().replace('"', '\''));
    }

    @Test
    void a_save_of_what_was_loaded_keeps_the_migration() {
        one.configure("plan", SECOND, at(1));
        assertEquals(3, two.save("plan", one.data("plan"), at(2)).seq());
        assertEquals("2.0.0", one.load("plan").stored().toString());
        assertEquals("{'n':1.0,'name':'a','done':false}", cold().data("plan"));
        assertFalse(one.save("plan", "{'n': 1.0, 'name': 'a', 'done': false}", at(3))
                .changed());
    }

    @Test
    void the_first_patch_carries_the_migration_with_it() {
        one.configure("plan", SECOND, at(1));
        assertEquals(
                3,
                two.patch("plan", "[{'op': 'replace', 'path': '/done', 'value': true}]", at(2))
                        .seq());
        assertEquals("2.0.0", cold().load("plan").stored().toString());
        assertEquals("{'n':1.0,'name':'a','done':true}", cold().data("plan"));
        assertEquals("{'n':1.0,'name':'a','done':true}", one.data("plan"));
        one.configure("plan", "{'schema_version': '2.0.0'}", at(3));
        assertEquals("{'n':1.0,'name':'a','done':true}", cold().data("plan"));
    }

    @Test
    void a_patch_that_changes_nothing_stores_no_migration() {
        one.configure("plan", SECOND, at(1));
        assertFalse(two.patch("plan", "[{'op': 'test', 'path': '/done', 'value': false}]", at(2))
                .changed());
        assertEquals("1.0.0", cold().load("plan").stored().toString());
    }

    @Test
    void a_merge_patch_carries_the_migration_with_it() {
        one.configure("plan", SECOND, at(1));
        two.mergePatch("plan", "{'n': 2}", at(2));
        assertEquals("{'n':2,'name':'a','done':false}", cold().data("plan"));
    }

    @Test
    void a_document_saved_under_an_older_version_is_migrated_before_it_is_stored() {
        one.configure("plan", SECOND, at(1));
        two.saveVersion("plan", "{'title': 'b'}", "1.0.0", at(2));
        assertEquals("2.0.0", cold().load("plan").stored().toString());
        assertEquals("{'name':'b','done':false}", cold().data("plan"));
        two.saveVersion("plan", "{'title': 'b', 'name': 'c'}", "1.5.0", at(3));
        assertEquals("{'name':'c','done':false}", cold().data("plan"));
    }

    @Test
    void a_document_of_a_newer_version_is_refused() {
        var refused = refusal(() -> one.saveVersion("plan", "{'title': 'b'}", "3.0.0", at(1)));
        assertEquals(Reason.SCHEMA_VERSION_NEWER, refused.reason());
        assertEquals(Map.of("document_version", "3.0.0", "schema_version", "1.0.0"), refused.facts());
        assertEquals("{'title':'a','n':1.0}", two.data("plan"));
    }

    @Test
    void a_lower_version_than_the_documents_cannot_be_configured() {
        one.configure("plan", SECOND, at(1));
        one.mergePatch("plan", "{'n': 2}", at(2));
        var refused = refusal(() -> one.configure("plan", "{'schema_version': '1.5.0'}", at(3)));
        assertEquals(Reason.SCHEMA_VERSION_NEWER, refused.reason());
        assertEquals(3, two.load("plan").seq());
    }

    @Test
    void a_step_that_does_not_apply_is_named_and_nothing_changes() {
        String failing = SECOND.replace("'/title', 'path'", "'/absent', 'path'");
        var refused = refusal(() -> one.configure("plan", failing, at(1)));
        assertEquals(Reason.MIGRATION_FAILED, refused.reason());
        assertEquals(Map.of("from", "1.0.0", "to", "1.5.0"), refused.facts().get("step"));
        assertEquals("PATCH_FAILED", refused.facts().get("cause"));
        assertEquals(1, two.load("plan").seq());
        assertEquals("{'title':'a','n':1.0}", two.data("plan"));
        one.configure("plan", SECOND, at(1));
        assertEquals(
                Reason.MIGRATION_FAILED,
                refusal(() -> two.saveVersion("plan", "{'no': 'title'}", "1.0.0", at(2)))
                        .reason());
        assertEquals("1.0.0", two.load("plan").stored().toString());
    }

    @Test
    void a_document_in_the_middle_of_a_step_is_refused_rather_than_left_as_it_is() {
        one.configure("plan", "{'schema_version': '1.2.0'}", at(1));
        one.mergePatch("plan", "{'n': 2}", at(2));
        var refused = refusal(() -> one.configure("plan", SECOND, at(3)));
        assertEquals(Reason.MIGRATION_FAILED, refused.reason());
        assertEquals(Map.of("from", "1.0.0", "to", "1.5.0"), refused.facts().get("step"));
    }

    private TestStates cold() {
        return one.other(Clock.systemUTC());
    }
}

package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static dev.holdfast.state.TestStates.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers and rollbacks across schema versions. */
class VersionedFollowTest {
    private static final String SECOND = "{'schema_version': '2.0.0',"
            + " 'schema': {'properties': {'n': {'maximum': 9}}},"
            + " 'migrations': [{'from': '1.0.0', 'to': '2.0.0', 'merge_patch': {'v': 2}}]}";

    private final TestStates one = new TestStates(Clock.systemUTC());
    private final TestStates two = one.other(Clock.systemUTC());

    @BeforeEach
    void a_document_then_a_version_then_a_change() {
        one.save("plan", "{'n': 1}", ANY);
        one.mergePatch("plan", "{'n': 2}", at(1));
        one.configure("plan", SECOND, at(2));
        one.mergePatch("plan", "{'n': 3}", at(3));
        one.mergePatch("plan", "{'n': 4}", at(4));
    }

    @Test
    void followers_across_a_version_get_a_snapshot_and_others_patches() {
        for (long since = 1; since <= 3; since++) {
            assertTold(since, "5={'n':4,'v':2}");
        }
        assertTold(4, "5:[{'op':'replace','path':'/n','value':4}]");
    }

    @Test
    void a_version_that_is_taken_back_gives_a_snapshot_to_who_read_by_it() {
        one.save("other", "{'n': 1}", ANY);
        one.configure("other", SECOND, at(1));
        assertEquals(List.of("2={'n':1,'v':2}"), told(two.hello("other", 1).messages()));
        one.configure("other", "{}", at(2));
        assertEquals(List.of("3={'n':1}"), told(two.hello("other", 2).messages()));
        assertEquals(List.of("3={'n':1}"), told(two.changes("other", 2).messages()));
    }

    @Test
    void a_configuration_without_another_version_is_an_empty_patch() {
        one.configure("plan", SECOND.replace("9", "8"), at(5));
        assertTold(5, "6:[]");
    }

    @Test
    void a_patch_made_before_a_migration_was_stored_is_not_rebased_over_it() {
        one.save("other", "{'v': 1}", ANY);
        one.configure("other", SECOND, at(1));
        assertEquals("{'v':2}", two.data("other"));
        one.patch("other", "[{'op': 'replace', 'path': '/v', 'value': 1}]", at(2));
        var refused = refusal(() -> two.patch("other", "[{'op': 'replace', 'path': '/v', 'value': 5}]", at(2)));
        assertEquals(Reason.VERSION_CONFLICT, refused.reason());
    }

    @Test
    void a_rollback_restores_data_migrated_and_leaves_metadata() {
        one.saveMetadata("plan", "{'n': 5, 'v': 2}", "{'owner': 'me'}", at(5));
        assertEquals(7, two.rollback("plan", 1, at(6)).seq());
        Load.Loaded loaded = one.load("plan");
        assertEquals("{'n':1,'v':2}", one.data("plan"));
        assertEquals("2.0.0", loaded.stored().toString());
        assertEquals("{\"owner\":\"me\"}", loaded.document().metadata().toString());
    }

    @Test
    void a_rollback_to_what_the_schema_forbids_is_refused() {
        one.save("other", "{'n': 10}", ANY);
        one.mergePatch("other", "{'n': 1}", at(1));
        one.configure("other", SECOND, at(2));
        assertEquals(
                Reason.SCHEMA_VIOLATION,
                refusal(() -> one.rollback("other", 1, at(3))).reason());
        assertEquals("{'n':1,'v':2}", two.data("other"));
    }

    @Test
    void a_rollback_beyond_the_head_or_the_life_is_refused() {
        assertEquals(
                Reason.BASE_AHEAD, refusal(() -> one.rollback("plan", 9, ANY)).reason());
        one.delete("plan", at(5));
        one.save("plan", "{'n': 1}", TestStates.ABSENT);
        assertEquals(
                Reason.HISTORY_GONE, refusal(() -> one.rollback("plan", 2, ANY)).reason());
    }

    private void assertTold(long since, String message) {
        assertEquals(List.of(message), told(two.hello("plan", since).messages()));
        assertEquals(List.of(message), told(two.changes("plan", since).messages()));
    }
}

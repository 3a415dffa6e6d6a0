package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ANY;
import static dev.holdfast.state.TestStates.at;
import static dev.holdfast.state.TestStates.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Whatever way a document changes, it satisfies its store's schema. */
class SchemaTest {
    private static final String CONFIG = "{'schema': {'properties': {'n': {'type': 'integer', 'maximum': 9},"
            + " 'tags': {'items': {'type': 'string'}}}}}";

    private final TestStates one = new TestStates(Clock.systemUTC());

    @BeforeEach
    void a_store_with_a_schema() {
        one.save("plan", "{'n': 10}", ANY);
        one.save("plan", "{'n': 1, 'tags': []}", at(1));
        one.configure("plan", CONFIG, at(2));
    }

    @Test
    void a_save_names_the_paths_that_fail() {
        Refusal refused = refusal(() -> one.save("plan", "{'n': 10, 'tags': ['a', 1]}", at(3)));
        assertEquals(Reason.SCHEMA_VIOLATION, refused.reason());
        assertEquals(List.of("/n", "/tags/1"), paths(refused));
        assertUnchanged();
    }

    @Test
    void patches_that_would_break_the_schema_are_refused() {
        assertViolation("/n", () -> one.patch("plan", "[{'op': 'replace', 'path': '/n', 'value': 1.5}]", at(3)));
        assertViolation("/n", () -> one.mergePatch("plan", "{'n': 'x'}", at(3)));
        assertViolation("/tags/0", () -> one.patch("plan", "[{'op': 'add', 'path': '/tags/-', 'value': 1}]", ANY));
        assertUnchanged();
    }

    @Test
    void a_rollback_and_a_merge_that_would_break_the_schema_are_refused() {
        assertViolation("/n", () -> one.rollback("plan", 1, at(3)));
        assertViolation("/n", () -> one.merge("plan", null, false, MergingTest.state(3, "{'n': 11, 'tags': []}")));
        assertUnchanged();
    }

    @Test
    void a_schema_that_the_standing_document_does_not_satisfy_is_refused() {
        assertViolation("/n", () -> one.configure("plan", CONFIG.replace("9", "0"), at(3)));
        assertUnchanged();
    }

    @Test
    void a_store_does_not_begin_with_what_its_schema_forbids() {
        assertViolation("/n", () -> one.configure("new", CONFIG, "{'n': 10}", ANY));
        assertEquals(Reason.STORE_NOT_FOUND, refusal(() -> one.load("new")).reason());
        assertEquals(1, one.listed().size());
    }

    @Test
    void validating_saves_nothing_and_tells_the_paths() {
        var violations = one.states
                .validate()
                .apply(one.call(), one.project, new StoreName("plan"), TestStates.json("{'n': 10}"), null);
        assertEquals(
                List.of("/n"), violations.stream().map(Validate.Violation::path).toList());
        assertUnchanged();
    }

    private void assertUnchanged() {
        assertEquals(3, one.load("plan").seq());
        assertEquals("{'n':1,'tags':[]}", one.data("plan"));
    }

    private static void assertViolation(String path, Executable call) {
        Refusal refused = refusal(call);
        assertEquals(Reason.SCHEMA_VIOLATION, refused.reason());
        assertEquals(List.of(path), paths(refused));
    }

    private static List<Object> paths(Refusal refused) {
        if (!(refused.facts().get("violations") instanceof List<?> violations)) {
            return List.of();
        }
        return violations.stream()
                .map(violation -> (Object) ((Map<?, ?>) violation).get("path"))
                .toList();
    }
}

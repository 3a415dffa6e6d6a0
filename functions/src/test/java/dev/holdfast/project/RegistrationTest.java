package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.edit;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registration keeps, changes and tells. */
class RegistrationTest {
    private static final String WHOLE = """
            'root_path': '/home/kelp', 'primary_language': 'Java', 'framework': 'quarkus', 'content_hash': 'h1',
            'project_type': 'monorepo', 'tags': ['b', 'a'], 'metadata': {'a': 1, 'b': {'c': [1, 2]}},
            'provider': 'github', 'provider_config': {'repo': 'kelp'}""";

    private final TestRegistry on = new TestRegistry();
    private final UUID local = UUID.randomUUID();

    private List<RegistrationEvent> history(Project project) {
        return on.registry
                .history()
                .page(on.call(), project.cloudUuid(), 100, null)
                .items();
    }

    @Test
    void everything_given_is_stored() {
        Project stored = on.register(project(local, WHOLE)).project();
        assertEquals(stored, on.resolve(local));
        assertEquals(
                new Profile("kelp", ProjectType.MONOREPO, "Java", "quarkus", List.of("a", "b"), "github"),
                stored.listing().profile());
        Machine machine = stored.machine(TestRegistry.MACHINE).orElseThrow();
        assertEquals("h1", machine.contentHash());
        assertEquals("/home/kelp", machine.rootPath());
        assertEquals(CloudUuid.derive("acme", local), stored.cloudUuid());
        assertEquals("tester", stored.registeredBy());
    }

    @Test
    void what_is_left_out_stays_as_it_is_known() {
        on.register(project(local, WHOLE));
        Registered again = on.register(project(local, ""));
        assertEquals(Outcome.UNCHANGED, again.outcome());
        assertEquals(on.register(project(local, WHOLE)).project(), again.project());
    }

    @Test
    void null_is_as_good_as_left_out() {
        on.register(project(local, WHOLE));
        String nulls =
                "'framework': null, 'tags': null, 'metadata': null, 'provider_config': null, 'content_hash': null";
        assertEquals(Outcome.UNCHANGED, on.register(project(local, nulls)).outcome());
    }

    @Test
    void every_changed_field_is_told_by_name_in_the_history() {
        on.register(project(local, WHOLE));
        UUID parent = UUID.randomUUID();
        Registered changed = on.register("""
                {'local_project_uuid': '%s', 'project_name': 'moss', 'root_path': '/srv', 'primary_language': 'C',
                 'framework': 'none', 'content_hash': 'h2', 'project_type': 'submodule', 'parent_project_uuid': '%s',
                 'tags': ['c'], 'metadata': {}, 'provider': 'linear', 'provider_config': {}}""".formatted(local, parent));
        assertEquals(Outcome.UPDATED, changed.outcome());
        RegistrationEvent event = history(changed.project()).getFirst();
        assertEquals(
                List.of(
                        "project_name",
                        "project_type",
                        "primary_language",
                        "framework",
                        "tags",
                        "provider",
                        "parent_project_uuid",
                        "metadata",
                        "provider_config",
                        "machine"),
                event.changed());
        assertEquals("updated", event.type());
        assertEquals(TestRegistry.MACHINE, event.machine());
        assertEquals("created", history(changed.project()).getLast().type());
    }

    @Test
    void an_archived_project_stays_archived_when_it_is_registered_again() {
        Project first = on.register(project(local, "")).project();
        on.registry.change().archive(on.call(), first.cloudUuid(), null);
        assertEquals(Outcome.UNCHANGED, on.register(project(local, "")).outcome());
        assertEquals(
                Outcome.UPDATED, on.register(project(local, "'framework': 'x'")).outcome());
        assertEquals(Status.ARCHIVED, on.status(local));
    }

    @Test
    void the_order_of_members_makes_no_difference() {
        on.register(project(
                local, "'metadata': {'a': 1, 'b': {'x': [1], 'y': null}}, 'provider_config': {'p': 1, 'q': 2}"));
        String turned = "'metadata': {'b': {'y': null, 'x': [1]}, 'a': 1}, 'provider_config': {'q': 2, 'p': 1}";
        assertEquals(Outcome.UNCHANGED, on.register(project(local, turned)).outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1.00",
                "-0.0",
                "1e300",
                "0E-7",
                "123456789012345678901234567890",
                "-9223372036854775808",
                // Written in scientific notation, this one is longer than what a request may hold.
                "-12345678901234567890123456789012345678901234567890123456789012345678901234567890"
                        + "123456789012345678901234567890123456789012345e1"
            })
    void numbers_in_metadata_come_back_as_they_were(String number) {
        String metadata = "'metadata': {'n': " + number + "}";
        Project stored = on.register(project(local, metadata)).project();
        assertEquals(stored, on.resolve(local));
        assertEquals(Outcome.UNCHANGED, on.register(project(local, metadata)).outcome());
    }

    @Test
    void tags_are_sorted_and_named_once() {
        Project stored =
                on.register(project(local, "'tags': ['b', 'a', 'b', 'B']")).project();
        assertEquals(List.of("B", "a", "b"), stored.listing().profile().tags());
        assertEquals(
                Outcome.UNCHANGED,
                on.register(project(local, "'tags': ['a', 'B', 'b']")).outcome());
        assertEquals(Outcome.UPDATED, on.register(project(local, "'tags': []")).outcome());
    }

    @Test
    void the_letter_case_of_a_local_uuid_makes_no_difference() {
        String json = "{'local_project_uuid': '%s', 'project_name': 'kelp'}";
        String mixed = "ABCDEF00-9dc0-41d1-b245-5ffdce74fad2";
        on.register(json.formatted(mixed));
        assertEquals(
                Outcome.UNCHANGED,
                on.register(json.formatted(mixed.toLowerCase(Locale.ROOT))).outcome());
    }

    @Test
    void tenants_do_not_see_each_others_projects() {
        Call other = on.call("other");
        Project mine = on.register(project(local, "")).project();
        Project theirs = on.registry
                .register()
                .apply(other, registration(project(local, "")))
                .project();
        assertNotEquals(mine.cloudUuid(), theirs.cloudUuid());
        UUID foreign = theirs.cloudUuid();
        assertEquals(
                Reason.PROJECT_NOT_FOUND, refusal(() -> on.registry.resolve().byCloudUuid(on.call(), foreign)));
        assertEquals(
                Reason.PROJECT_NOT_FOUND,
                refusal(() -> on.registry.change().edit(on.call(), foreign, edit("{'tags': []}"), null)));
        assertEquals(
                Reason.PROJECT_NOT_FOUND, refusal(() -> on.registry.change().archive(on.call(), foreign, null)));
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> on.delete(on.call(), foreign)));
        assertEquals(
                Reason.PROJECT_NOT_FOUND, refusal(() -> on.registry.history().page(on.call(), foreign, 10, null)));
        assertEquals(theirs, on.registry.resolve().byCloudUuid(other, foreign));
        assertEquals(List.of(), on.problems());
    }

    @Test
    void a_repeated_update_is_an_update_again_and_written_once() {
        on.register(project(local, ""));
        var wanted = registration(project(local, "'framework': 'x'"));
        Registered first = on.registry.register().apply(on.keyed("k"), wanted);
        Registered second = on.registry.register().apply(on.keyed("k"), wanted);
        assertEquals(Outcome.UPDATED, second.outcome());
        assertEquals(first.project(), second.project());
        assertEquals(2, history(first.project()).size());
    }

    @Test
    void a_registration_needs_a_name_a_project_and_a_machine() {
        byte[] body = "{\"tenant\": \"evil\", \"surprise\": 1}".getBytes(StandardCharsets.UTF_8);
        Refusal refused = assertThrows(Refusal.class, () -> Registration.read(Fields.of(StrictJson.parse(body)), null));
        String told = refused.facts().toString();
        for (String field : List.of("local_project_uuid", "project_name", "machine_uuid", "surprise")) {
            assertTrue(told.contains(field), told);
        }
        assertTrue(!told.contains("tenant"), told);
        assertNull(registration(project(local, "")).parent());
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.BUILD_SERVER;
import static dev.holdfast.local.http.Samples.LAPTOP;
import static dev.holdfast.local.http.Samples.parent;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering, finding and relating projects over HTTP; each test is a tenant of its own. */
class RegistryIT {
    private static LocalProcess process;

    private Client client;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() {
        client = new Client(process.baseUri(), process.token(uuid(), "projects:read", "projects:write"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "register/"})
    void a_project_is_created_once_whether_the_address_ends_with_a_slash_or_not(String name) {
        String json = registration(uuid(), "\"content_hash\": \"4b825dc\"");
        Answer created = client.send(Call.post(PROJECTS + name, json)).expect(201);
        Answer again = client.send(Call.post(PROJECTS + name, json)).expect(200);
        assertEquals("created", created.text("outcome"));
        assertEquals("unchanged", again.text("outcome"));
        assertEquals(created.text("cloud_uuid"), again.text("cloud_uuid"));
        assertEquals(created.text("updated_at"), again.text("updated_at"));
    }

    @Test
    void another_machine_updates_the_same_project() {
        String local = uuid();
        Answer created = client.send(Call.register(registration(local))).expect(201);
        Answer updated = client.send(
                        Call.register(registration(local, "\"tags\": [\"sea\"]").replace(LAPTOP, BUILD_SERVER)))
                .expect(200);
        assertEquals("updated", updated.text("outcome"));
        assertEquals(created.text("cloud_uuid"), updated.text("cloud_uuid"));
        JsonNode project = get(created.text("cloud_uuid")).json();
        assertEquals(List.of(BUILD_SERVER, LAPTOP), texts(project.path("machines"), "machine_uuid"));
    }

    @Test
    void the_machine_may_be_named_in_a_header_and_the_body_wins() {
        String json = registration(uuid()).replace(", \"machine_uuid\": \"" + LAPTOP + "\"", "");
        client.send(Call.register(json)).expect(400, "INVALID_INPUT");
        Answer created =
                client.send(Call.register(json).with("X-Machine-UUID", LAPTOP)).expect(201);
        client.send(Call.register(registration(created.text("local_project_uuid")))
                        .with("X-Machine-UUID", BUILD_SERVER))
                .expect(200);
        assertEquals(
                List.of(LAPTOP), texts(get(created.text("cloud_uuid")).json().path("machines"), "machine_uuid"));
    }

    @Test
    void a_repeated_operation_answers_as_the_first_time_and_its_key_names_no_other() {
        String local = uuid();
        Call first = Call.register(registration(local)).keyed("once");
        Answer created = client.send(first).expect(201);
        client.send(Call.register(registration(local, "\"framework\": \"none\"")))
                .expect(200);
        Answer repeated = client.send(first).expect(201);
        assertEquals("created", repeated.text("outcome"));
        assertEquals(created.text("cloud_uuid"), repeated.text("cloud_uuid"));
        client.send(Call.register(registration(local, "\"framework\": \"other\""))
                        .keyed("once"))
                .expect(422, "OPERATION_REUSED");
    }

    @Test
    void what_is_left_out_of_a_registration_stays_as_it_is_known() {
        String local = uuid();
        Answer created = client.send(Call.register(registration(
                        local,
                        "\"primary_language\": \"java\"",
                        "\"metadata\": {\"a\": [1, 2.50, null]}",
                        "\"provider\": \"board\"",
                        "\"provider_config\": {\"secret\": \"abalone\"}")))
                .expect(201);
        client.send(Call.register(registration(local, "\"framework\": \"quarkus\"")))
                .expect(200);
        Answer project = get(created.text("cloud_uuid"));
        assertEquals("java", project.text("primary_language"));
        assertEquals("quarkus", project.text("framework"));
        assertTrue(project.text().contains("{\"a\":[1,2.50,null]}"), project.text());
        assertTrue(project.json().path("provider_configured").booleanValue());
        assertFalse(project.text().contains("abalone"), "write-only");
    }

    @Test
    void a_project_is_found_by_its_local_uuid_and_tells_what_the_asking_machine_registered() {
        String local = uuid();
        String found = PROJECTS + "by-local-uuid/" + local;
        client.send(Call.get(found)).expect(404, "PROJECT_NOT_FOUND");
        Answer created = client.send(Call.register(registration(local, "\"content_hash\": \"h1\"")))
                .expect(201);
        Answer anyone = client.send(Call.get(found + "/")).expect(200);
        assertEquals(created.text("cloud_uuid"), anyone.text("cloud_uuid"));
        assertFalse(anyone.json().has("machine_registered"));
        Answer asked = client.send(Call.get(found + "/?machine_uuid=" + LAPTOP)).expect(200);
        assertEquals("h1", asked.text("content_hash"));
        String inCapitals = PROJECTS + "by-local-uuid/" + local.toUpperCase(Locale.ROOT) + "/";
        Answer other = client.send(Call.get(inCapitals).with("X-Machine-UUID", BUILD_SERVER))
                .expect(200);
        assertFalse(other.json().path("machine_registered").booleanValue());
        assertFalse(other.json().has("content_hash"));
    }

    @Test
    void a_child_waits_for_its_parent_and_is_linked_when_that_registers() {
        String parent = uuid();
        Answer child = client.send(
                        Call.register(registration(uuid(), parent(parent), "\"project_type\": \"submodule\"")))
                .expect(201);
        assertEquals("pending", child.text("registration_status"));
        Answer registered = client.send(Call.register(registration(parent))).expect(201);
        Answer status = client.send(Call.get(PROJECTS + child.text("cloud_uuid") + "/registration-status/"))
                .expect(200);
        assertEquals("registered", status.text("registration_status"));
        assertEquals(registered.text("cloud_uuid"), status.text("parent_cloud_uuid"));
        client.send(Call.delete(PROJECTS + registered.text("cloud_uuid") + "/")).expect(202);
        assertEquals("pending", get(child.text("cloud_uuid")).text("registration_status"));
    }

    @Test
    void a_parent_may_be_named_by_its_cloud_uuid() {
        Answer parent = client.send(Call.register(registration(uuid()))).expect(201);
        Answer child = client.send(Call.register(registration(uuid(), parent(parent.text("cloud_uuid")))))
                .expect(201);
        assertEquals("registered", child.text("registration_status"));
        assertEquals(parent.text("cloud_uuid"), child.text("parent_cloud_uuid"));
    }

    @Test
    void a_project_cannot_be_its_own_ancestor_and_a_submodule_needs_a_parent() {
        String first = uuid();
        String second = uuid();
        client.send(Call.register(registration(first, parent(first)))).expect(422, "PARENT_CYCLE");
        client.send(Call.register(registration(first, "\"project_type\": \"submodule\"")))
                .expect(422, "PARENT_REQUIRED");
        client.send(Call.register(registration(first, parent(second)))).expect(201);
        client.send(Call.register(registration(second, parent(first)))).expect(422, "PARENT_CYCLE");
        client.send(Call.get(PROJECTS + "by-local-uuid/" + second)).expect(404);
    }

    @Test
    void a_batch_answers_every_item_in_order_and_a_bad_one_spoils_nothing() {
        String parent = uuid();
        String child = uuid();
        String batch = """
                {"machine_uuid": "%s", "projects": [
                  {"local_project_uuid": "%s", "project_name": "frond", "parent_project_uuid": "%s"},
                  {"local_project_uuid": "no UUID", "project_name": "spoils nothing"},
                  7,
                  {"local_project_uuid": "%s", "project_name": "stipe"},
                  {"local_project_uuid": "%s", "project_name": "stipe"}]}""".formatted(LAPTOP, child, parent, parent, parent);
        JsonNode results = client.send(Call.sync(batch)).expect(200).json().path("results");
        assertEquals(List.of("registered", "error", "error", "registered", "registered"), texts(results, "status"));
        assertEquals(child, results.path(0).path("local_project_uuid").textValue());
        assertEquals("no UUID", results.path(1).path("local_project_uuid").textValue());
        assertEquals("INVALID_INPUT", results.path(2).path("error").textValue());
        assertEquals(results.path(3), results.path(4), "equal items are one registration");
        JsonNode again = client.send(Call.sync(batch)).expect(200).json().path("results");
        assertEquals("unchanged", again.path(0).path("outcome").textValue());
    }

    @Test
    void a_repeated_batch_answers_as_the_first_time() {
        Call batch = Call.sync(batch(20)).keyed("batch");
        Answer first = client.send(batch).expect(200);
        assertEquals(first.json(), client.send(batch).expect(200).json());
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "100, 200", "101, 400"})
    void a_batch_holds_up_to_100_projects(int size, int status) {
        Answer answer = client.send(Call.sync(batch(size))).expect(status);
        assertEquals(status == 200 ? size : 0, answer.json().path("results").size());
    }

    private Answer get(String cloudUuid) {
        return client.send(Call.get(PROJECTS + cloudUuid + "/")).expect(200);
    }

    private static String batch(int size) {
        StringBuilder projects = new StringBuilder();
        for (int i = 0; i < size; i++) {
            projects.append(i == 0 ? "" : ",").append(registration(uuid()));
        }
        return "{\"projects\": [" + projects + "]}";
    }

    private static List<String> texts(JsonNode items, String member) {
        return items.valueStream().map(item -> item.path(member).asText()).toList();
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.BUILD_SERVER;
import static dev.holdfast.local.http.Samples.LAPTOP;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, editing, archiving and deleting projects over HTTP; each test is a tenant of its own. */
class ProjectLifeIT {
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

    @Test
    void the_service_tells_without_a_token_that_it_answers() {
        client.sendBare(Call.get("/health")).expect(200);
        client.sendBare(Call.get("/health/")).expect(200);
    }

    @Test
    void pages_of_a_list_hold_every_project_once_most_recently_used_first() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            created.addFirst(register());
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 4 && next != null; page++) {
            JsonNode answer = list("limit=3" + (next.isEmpty() ? "" : "&cursor=" + next));
            answer.path("items")
                    .forEach(item -> listed.add(item.path("cloud_uuid").textValue()));
            next = answer.path("next_cursor").textValue();
        }
        assertNull(next, "the list ends");
        assertEquals(created.size(), listed.size());
        assertEquals(Set.copyOf(created), Set.copyOf(listed));
        assertEquals(uuids(list("")), listed);
    }

    @Test
    void a_list_is_filtered_by_tag_provider_and_status() {
        String sea = register("\"tags\": [\"sea\", \"deep water\"]");
        String board = register("\"provider\": \"board\"", "\"tags\": [\"sea\"]");
        String pending = register(Samples.parent(uuid()));
        assertEquals(List.of(sea), uuids(list("tag=deep%20water")));
        assertEquals(List.of(board), uuids(list("tag=sea&provider=board")));
        assertEquals(List.of(pending), uuids(list("status=pending")));
        assertEquals(2, uuids(list("status=registered")).size());
        assertEquals(List.of(), uuids(list("tag=air")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/json", "application/json; charset=UTF-8"})
    void an_edit_changes_what_is_given_removes_what_is_null_and_leaves_the_rest(String type) {
        String project =
                register("\"framework\": \"quarkus\"", "\"primary_language\": \"java\"", "\"tags\": [\"sea\"]");
        Answer edited = client.send(
                        Call.patch(one(project), "{\"project_name\": \"wrack\", \"framework\": null, \"tags\": null}")
                                .with("Content-Type", type))
                .expect(200);
        assertEquals("wrack", edited.text("project_name"));
        assertEquals("java", edited.text("primary_language"));
        assertFalse(edited.json().has("framework"));
        assertEquals(0, edited.json().path("tags").size());
        assertEquals(
                edited.json(), client.send(Call.get(one(project))).expect(200).json());
    }

    @Test
    void a_change_of_a_project_that_has_changed_since_is_refused_with_its_version() {
        String project = register();
        String read = client.send(Call.get(one(project))).expect(200).header("ETag");
        Call edit = Call.patch(one(project), "{\"project_name\": \"wrack\"}");
        Answer edited = client.send(edit.with("If-Match", read)).expect(200);
        List<Call> late = List.of(
                Call.patch(one(project), "{\"project_name\": \"laver\"}"),
                Call.post(one(project) + "archive/"),
                Call.post(one(project) + "restore/"),
                Call.delete(one(project)));
        for (Call call : late) {
            Answer refused = client.send(call.with("If-Match", read)).expect(409, "VERSION_CONFLICT");
            assertEquals(edited.json().path("version"), refused.json().path("current_version"));
        }
        client.send(late.getFirst().with("If-Match", edited.header("ETag"))).expect(200);
        client.send(late.getFirst().with("If-Match", "*")).expect(200);
        client.send(late.getFirst().with("If-Match", "W/\"1\"")).expect(400, "INVALID_INPUT");
    }

    @Test
    void a_repeated_edit_is_applied_once() {
        String project = register();
        String read = client.send(Call.get(one(project))).expect(200).header("ETag");
        Call edit = Call.patch(one(project), "{\"project_name\": \"wrack\"}")
                .with("If-Match", read)
                .keyed("edit");
        client.send(edit).expect(200);
        client.send(Call.patch(one(project), "{\"project_name\": \"laver\"}")).expect(200);
        assertEquals("laver", client.send(edit).expect(200).text("project_name"));
        client.send(Call.patch(one(project), "{\"project_name\": \"dulse\"}").keyed("edit"))
                .expect(422, "OPERATION_REUSED");
    }

    @Test
    void an_archived_project_is_hidden_from_lists_until_it_is_restored() {
        String project = register();
        Answer archived = client.send(Call.post(one(project) + "archive/")).expect(200);
        assertEquals("archived", archived.text("registration_status"));
        assertEquals(List.of(), uuids(list("")));
        assertEquals(List.of(project), uuids(list("status=archived")));
        assertEquals(
                archived.json(),
                client.send(Call.post(one(project) + "archive")).expect(200).json());
        Answer restored = client.send(Call.post(one(project) + "restore/")).expect(200);
        assertEquals("registered", restored.text("registration_status"));
        assertEquals(List.of(project), uuids(list("")));
    }

    @Test
    void a_deleted_project_is_gone_and_comes_back_with_nothing_of_the_old_one() {
        String local = uuid();
        Answer created = client.send(Call.register(registration(local, "\"framework\": \"quarkus\"")))
                .expect(201);
        String project = created.text("cloud_uuid");
        Call deletion = Call.delete(one(project)).keyed("deletion");
        client.send(deletion).expect(202);
        client.send(deletion).expect(202);
        client.send(Call.delete(one(project))).expect(404, "PROJECT_NOT_FOUND");
        client.send(Call.get(one(project))).expect(404, "PROJECT_NOT_FOUND");
        client.send(Call.get(one(project) + "registrations/")).expect(404, "PROJECT_NOT_FOUND");
        assertEquals(List.of(), uuids(list("")));
        Answer again = client.send(Call.register(registration(local))).expect(201);
        assertEquals(project, again.text("cloud_uuid"));
        assertFalse(client.send(Call.get(one(project))).expect(200).json().has("framework"));
    }

    @Test
    void the_history_tells_every_change_newest_first_in_pages() {
        String local = uuid();
        String project =
                client.send(Call.register(registration(local))).expect(201).text("cloud_uuid");
        client.send(Call.register(registration(local).replace(LAPTOP, BUILD_SERVER)))
                .expect(200);
        client.send(Call.patch(one(project), "{\"project_name\": \"wrack\"}")).expect(200);
        client.send(Call.post(one(project) + "archive/")).expect(200);
        client.send(Call.post(one(project) + "restore/")).expect(200);
        List<JsonNode> events = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 4 && next != null; page++) {
            JsonNode answer = client.send(Call.get(
                            one(project) + "registrations/?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next)))
                    .expect(200)
                    .json();
            answer.path("items").forEach(events::add);
            assertTrue(answer.path("items").size() <= 2);
            next = answer.path("next_cursor").textValue();
        }
        assertEquals(
                List.of("restored", "archived", "updated", "updated", "created"),
                events.stream().map(event -> event.path("type").textValue()).toList());
        assertEquals("[\"project_name\"]", events.get(2).path("changed").toString());
        assertEquals("[\"machine\"]", events.get(3).path("changed").toString());
        assertEquals(LAPTOP, events.get(4).path("machine_uuid").textValue());
    }

    private String register(String... more) {
        return client.send(Call.register(registration(uuid(), more)))
                .expect(201)
                .text("cloud_uuid");
    }

    private JsonNode list(String query) {
        return client.send(Call.get(PROJECTS + "?" + query)).expect(200).json();
    }

    private static List<String> uuids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("cloud_uuid").textValue())
                .toList();
    }

    private static String one(String cloudUuid) {
        return PROJECTS + cloudUuid + "/";
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static dev.holdfast.local.http.StoreCalls.etag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches and merges of stores over HTTP; each test is a tenant of its own. */
class StatePatchIT {
    private static LocalProcess process;

    private Client client;
    private StoreCalls stores;

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
        client = new Client(process.baseUri(), process.token(uuid(), "projects:write", "state:read", "state:write"));
        stores = StoreCalls.register(client);
        client.send(stores.save("plan", "{\"goal\": \"ship\", \"todo\": [1, 2], \"n\": 1.0}"))
                .expect(201);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void operations_apply_all_or_nothing() {
        client.send(stores.patch("plan", """
                [{"op": "test", "path": "/n", "value": 1}, {"op": "add", "path": "/todo/-", "value": 3},
                 {"op": "move", "from": "/goal", "path": "/aim"}, {"op": "copy", "from": "/todo/0", "path": "/first"}]""")).expect(200);
        assertData("{\"todo\":[1,2,3],\"n\":1.0,\"aim\":\"ship\",\"first\":1}");
        Answer failed = client.send(stores.patch(
                        "plan", "[{\"op\":\"remove\",\"path\":\"/n\"},{\"op\":\"test\",\"path\":\"/n\",\"value\":1}]"))
                .expect(422, "PATCH_FAILED");
        assertEquals(1, failed.json().path("operation_index").intValue());
        assertData("{\"todo\":[1,2,3],\"n\":1.0,\"aim\":\"ship\",\"first\":1}");
    }

    @Test
    void a_merge_patch_replaces_members_and_removes_by_null() {
        client.send(stores.patch("plan", "{\"todo\": null, \"by\": {\"name\": \"ann\"}}"))
                .expect(200);
        assertData("{\"goal\":\"ship\",\"n\":1.0,\"by\":{\"name\":\"ann\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"patch\", \"store\": \"plan\", \"seq\": 1, \"patch\": [{\"op\": \"remove\", \"path\": \"/n\"}]}",
                "{\"base\": 1, \"patch\": [{\"op\": \"remove\", \"path\": \"/n\"}]}",
                "{\"patch\": [{\"op\": \"remove\", \"path\": \"/n\"}]}",
                "{\"merge_patch\": {\"n\": null}}",
                "{\"base\": 1, \"merge_patch\": {\"n\": null}}"
            })
    void a_patch_may_come_as_a_message(String message) {
        Answer written = client.send(stores.message("plan", message)).expect(200);
        assertEquals(2, written.json().path("seq").intValue());
        assertData("{\"goal\":\"ship\",\"todo\":[1,2]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"snapshot\", \"store\": \"plan\", \"seq\": 1, \"patch\": []}",
                "{\"type\": \"patch\", \"store\": \"other\", \"seq\": 1, \"patch\": []}",
                "{\"type\": 7, \"patch\": []}",
                "{\"store\": null, \"patch\": []}"
            })
    void a_message_of_another_type_or_store_is_refused(String message) {
        client.send(stores.message("plan", message)).expect(400, "INVALID_INPUT");
    }

    @Test
    void a_patch_that_changes_nothing_is_no_change() {
        Answer written =
                client.send(stores.patch("plan", "{\"goal\": \"ship\"}")).expect(200);
        assertFalse(written.json().path("changed").booleanValue());
        assertEquals("\"1\"", written.header("ETag"));
    }

    @Test
    void a_patch_of_other_places_is_rebased_and_says_so() {
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}").with("If-Match", etag(1)))
                .expect(200);
        Answer rebased = client.send(stores.patch("plan", "[{\"op\":\"add\",\"path\":\"/owner\",\"value\":\"ann\"}]")
                        .with("If-Match", etag(1)))
                .expect(200);
        assertTrue(rebased.json().path("rebased").booleanValue());
        assertEquals("\"3\"", rebased.header("ETag"));
        Answer merged = client.send(stores.patch("plan", "{\"todo\": null}").with("If-Match", etag(2)))
                .expect(200);
        assertTrue(merged.json().path("rebased").booleanValue());
        assertData("{\"goal\":\"sail\",\"n\":1.0,\"owner\":\"ann\"}");
    }

    @Test
    void a_patch_of_the_same_place_is_refused_with_a_snapshot_to_start_from() {
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}")).expect(200);
        Answer conflict = client.send(
                        stores.patch("plan", "{\"goal\": \"row\"}").with("If-Match", etag(1)))
                .expect(409, "VERSION_CONFLICT");
        assertEquals(2, conflict.json().path("current_seq").intValue());
        JsonNode snapshot = conflict.json().path("snapshot");
        assertEquals("snapshot", snapshot.path("type").textValue());
        assertEquals("plan", snapshot.path("store").textValue());
        assertEquals(2, snapshot.path("seq").intValue());
        assertEquals(
                "{\"goal\":\"sail\",\"todo\":[1,2],\"n\":1.0}",
                snapshot.path("state").toString());
        Answer told = client.send(stores.message("plan", """
                        {"type": "patch", "store": "plan", "seq": 1, "patch": [{"op": "remove", "path": "/goal"}]}""")).expect(409, "VERSION_CONFLICT");
        assertEquals(snapshot, told.json().path("snapshot"));
    }

    @Test
    void only_a_store_that_stands_is_patched() {
        client.send(stores.patch("none", "{}")).expect(404, "STORE_NOT_FOUND");
        client.send(stores.patch("plan", "{\"n\": 2}").with("If-None-Match", "*"))
                .expect(409, "STORE_EXISTS");
        assertEquals("\"1\"", client.send(stores.load("plan")).header("ETag"));
    }

    @Test
    void a_merge_combines_what_changed_in_different_places() {
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}")).expect(200);
        Answer merged = client.send(stores.merge("plan", """
                        {"inputs": [{"base": 1, "merge_patch": {"n": 2.0}},
                                    {"base": 1, "state": {"goal": "ship", "todo": [1, 2, 3], "n": 1.0}},
                                    {"base": 2, "patch": [{"op": "add", "path": "/todo/0", "value": 0}]}]}""")).expect(200);
        String expected = "{\"goal\":\"sail\",\"todo\":[0,1,2,3],\"n\":2.0}";
        assertEquals(expected, merged.json().path("merged").toString());
        assertTrue(merged.json().path("conflicts").isEmpty());
        assertEquals("\"3\"", merged.header("ETag"));
        assertData(expected);
    }

    @Test
    void a_conflict_is_told_whole_and_nothing_is_written() {
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}")).expect(200);
        Answer refused = client.send(stores.merge("plan", """
                        {"inputs": [{"base": 1, "merge_patch": {"goal": "fly", "x": 1}}]}""")).expect(409, "MERGE_CONFLICT");
        assertEquals(2, refused.json().path("current_seq").intValue());
        JsonNode conflict = refused.json().at("/conflicts/0");
        assertEquals("/goal", conflict.path("path").textValue());
        assertEquals("ship", conflict.path("base").textValue());
        assertEquals("sail", conflict.path("current").textValue());
        assertEquals("fly", conflict.path("incoming").textValue());
        assertEquals("none", conflict.path("winner").textValue());
        assertData("{\"goal\":\"sail\",\"todo\":[1,2],\"n\":1.0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "incoming", "latest"})
    void a_policy_decides_a_conflict_and_a_dry_run_only_shows_it(String policy) {
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}")).expect(200);
        String winner = policy.equals("incoming") ? "fly" : "sail";
        for (boolean dry : new boolean[] {true, false}) {
            Answer merged =
                    client.send(stores.merge("plan", policed(policy, dry))).expect(200);
            assertEquals(winner, merged.json().at("/merged/goal").textValue());
            assertEquals(1, merged.json().path("conflicts").size());
            assertEquals(dry, merged.json().path("dry_run").booleanValue());
            assertEquals(dry ? 2 : 3, merged.json().path("seq").intValue());
        }
        assertData("{\"goal\":\"" + winner + "\",\"todo\":[1,2],\"n\":1.0,\"x\":1}");
    }

    @Test
    void a_repeated_merge_answers_as_the_first_time_also_when_the_store_has_gone() {
        Call merge = stores.merge("plan", "{\"inputs\": [{\"base\": 1, \"merge_patch\": {\"n\": 2}}]}")
                .keyed("merge");
        Call rollback = stores.rollback("plan", 1).keyed("rollback");
        Answer merged = client.send(merge).expect(200);
        Answer rolledBack = client.send(rollback).expect(200);
        assertEquals(merged.json(), client.send(merge).expect(200).json());
        client.send(stores.delete("plan")).expect(200);
        assertEquals(rolledBack.json(), client.send(rollback).expect(200).json());
        assertEquals(merged.json(), client.send(merge).expect(200).json());
        client.send(stores.create("plan", "{}")).expect(201);
        assertEquals(rolledBack.json(), client.send(rollback).expect(200).json());
        assertEquals(merged.json(), client.send(merge).expect(200).json());
    }

    private static String policed(String policy, boolean dry) {
        return """
                {"inputs": [{"base": 1, "merge_patch": {"goal": "fly", "x": 1}, "time": "2001-01-01T00:00:00Z"}],
                 "rules": {"policies": [{"path": "/goal", "policy": "%s"}]}, "dry_run": %s}""".formatted(policy, dry);
    }

    private void assertData(String json) {
        Answer loaded = client.send(stores.load("plan")).expect(200);
        assertTrue(loaded.text().contains("\"data\":" + json + ",\"metadata\""), loaded.text());
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions over HTTP; each test is a tenant of its own. */
class SessionIT {
    private static LocalProcess process;

    private Client client;
    private String tenant;
    private String project;

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
        tenant = uuid();
        client = client(tenant, "projects:write", "state:write", "sessions:read", "sessions:write", "audit:read");
        project = StoreCalls.register(client).project();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static Client client(String tenant, String... scopes) {
        return new Client(process.baseUri(), process.token(tenant, scopes));
    }

    private String at(String path) {
        return PROJECTS + project + "/" + path;
    }

    private Call post(String path, String body) {
        return Call.post(at(path), body.replace('\'', '"'));
    }

    private String open(String intent) {
        return client.send(post("sessions/", "{'intent': '" + intent + "'}"))
                .expect(201)
                .text("session_id");
    }

    @Test
    void two_agents_see_each_other_and_who_is_in_which_file() {
        String first = open("parse faster");
        JsonNode second = client.send(post(
                        "sessions/", "{'agent_id': 'bob', 'display_name': 'Bob', 'intent': 'fix', 'repo_id': 'kelp'}"))
                .expect(201)
                .json();
        assertEquals("agent-2", second.path("agent_name").textValue());
        assertEquals("bob", second.path("agent_id").textValue());
        JsonNode listed = client.send(Call.get(at("sessions/"))).expect(200).json();
        assertEquals(2, listed.path("items").size());
        assertEquals(
                2,
                client.send(Call.get(at("sessions/count/")))
                        .expect(200)
                        .json()
                        .path("live")
                        .intValue());
        assertEquals(
                2,
                client.send(Call.get("/api/v1/sessions/count/"))
                        .expect(200)
                        .json()
                        .path("live")
                        .intValue());
        client.send(
                        post(
                                "sessions/" + first + "/modifications/",
                                "{'modifications': [{'path': 'src/Parser.java', 'symbols': ['parse']}, {'path': 'README.md'}]}"))
                .expect(200);
        JsonNode modifiers = client.send(Call.get(at("modifiers/?path=src/Parser.java&exclude="
                        + second.path("session_id").textValue())))
                .expect(200)
                .json();
        assertEquals("parse modified by agent-1", modifiers.path("sentence").textValue());
        JsonNode many = client.send(post("modifiers/", "{'paths': ['src/Parser.java', 'none.txt']}"))
                .expect(200)
                .json();
        assertEquals("", many.at("/items/1/sentence").textValue());
        client.send(Call.post(at("sessions/" + first + "/submit/"))).expect(200);
        client.send(Call.post(at("sessions/" + first + "/touch/"))).expect(409, "SESSION_NOT_ACTIVE");
        assertEquals(
                "merged",
                client.send(post("sessions/" + first + "/close/", "{}"))
                        .expect(200)
                        .text("state"));
        assertEquals(
                "",
                client.send(Call.get(at("modifiers/?path=src/Parser.java")))
                        .expect(200)
                        .text("sentence"));
        assertEquals(
                1,
                client.send(Call.get(at("sessions/?state=merged")))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                1,
                client.send(Call.get(at("events/?type=session.ended")))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void any_call_that_names_its_session_touches_it_and_learns_when_it_is_over() {
        String id = open("work");
        Call write = Call.of("PUT", at("state/plan/")).json("{\"data\": {}}").with("X-Holdfast-Session", id);
        assertFalse(client.send(write).expect(201).stableHeaders().containsKey("x-holdfast-session"));
        String submitted = open("other");
        client.send(Call.post(at("sessions/" + submitted + "/submit/"))).expect(200);
        assertEquals(
                "submitted",
                client.send(Call.get(at("sessions/")).with("X-Holdfast-Session", submitted))
                        .expect(200)
                        .header("X-Holdfast-Session"));
        assertEquals(
                "SESSION_NOT_FOUND",
                client.send(Call.get(at("sessions/")).with("X-Holdfast-Session", "nobody"))
                        .expect(200)
                        .header("X-Holdfast-Session"));
    }

    @Test
    void a_claim_is_refused_with_its_holders_and_granted_on_release() {
        String first = open("rename packages");
        String second = open("fix");
        JsonNode claimed = client.send(
                        post(
                                "claims/",
                                "{'session_id': '" + first
                                        + "', 'targets': [{'glob': 'src/**/*.java'}, {'path': 'README.md', 'symbol': 'intro'}]}"))
                .expect(201)
                .json();
        assertEquals(2, claimed.path("claims").size());
        Call rival = post(
                "claims/", "{'session_id': '" + second + "', 'targets': [{'path': 'src/a/App.java'}, {'path': 'x'}]}");
        Answer refused = client.send(rival).expect(409, "CLAIM_CONFLICT");
        JsonNode holder = refused.json().path("holders").get(0);
        assertEquals("agent-1", holder.path("agent_name").textValue());
        assertEquals("rename packages", holder.path("intent").textValue());
        assertTrue(holder.path("remaining_secs").intValue() > 200);
        assertEquals(
                2,
                client.send(Call.get(at("claims/")))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
        client.send(post("claims/renew/", "{'session_id': '" + first + "', 'lease_secs': 600}"))
                .expect(200);
        client.send(post(
                        "claims/renew/",
                        "{'session_id': '" + second + "', 'claim_ids': ['"
                                + claimed.at("/claims/0/claim_id").textValue() + "']}"))
                .expect(409, "CLAIM_LOST");
        client.send(post("claims/release/", "{'session_id': '" + first + "'}")).expect(200);
        assertEquals(2, client.send(rival).expect(201).json().path("claims").size());
        for (String target : new String[] {"{'path': '/etc'}", "{'glob': '../*'}", "{'glob': 'a**b'}", "{}", "7"}) {
            client.send(post("claims/", "{'session_id': '" + first + "', 'targets': [" + target + "]}"))
                    .expect(400, "INVALID_INPUT");
        }
        client.send(post("claims/", "{'session_id': 'nobody', 'targets': [{'path': 'x'}]}"))
                .expect(404, "SESSION_NOT_FOUND");
    }

    @Test
    void a_repeated_opening_is_one_session_and_names_go_on() {
        Call opening = post("sessions/", "{'intent': 'x'}").keyed("once");
        String id = client.send(opening).expect(201).text("session_id");
        assertEquals(id, client.send(opening).expect(201).text("session_id"));
        assertNotEquals(id, open("y"));
        assertEquals(
                2,
                client.send(Call.get(at("sessions/")))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @Test
    void what_a_crashed_host_lost_is_ended() {
        String lost =
                client.send(post("sessions/", "{'host': 'laptop'}")).expect(201).text("session_id");
        String kept =
                client.send(post("sessions/", "{'host': 'laptop'}")).expect(201).text("session_id");
        JsonNode ended = client.send(post("sessions/reconcile/", "{'host': 'laptop', 'alive': ['" + kept + "']}"))
                .expect(200)
                .json();
        assertEquals(lost, ended.path("ended").get(0).textValue());
        assertEquals(
                "abandoned",
                client.send(Call.get(at("sessions/" + lost + "/"))).expect(200).text("state"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'mode': 'persistent'} | 400 | INVALID_INPUT",
                "{'mode': 'ephemeral', 'expires_at': '2099-01-01T00:00:00Z'} | 400 | INVALID_INPUT",
                "{'mode': 'persistent', 'expires_at': '2001-01-01T00:00:00Z'} | 400 | INVALID_INPUT",
                "{'mode': 'persistent', 'expires_at': 'tomorrow'} | 400 | INVALID_INPUT",
                "{'mode': 'eternal'} | 400 | INVALID_INPUT",
                "{'idle_secs': 1} | 400 | INVALID_INPUT",
                "{'agent': 'x'} | 400 | INVALID_INPUT",
                "[] | 400 | INVALID_INPUT",
            })
    void a_session_that_cannot_be_is_refused(String body, int status, String error) {
        client.send(post("sessions/", body)).expect(status, error);
        assertEquals(
                0,
                client.send(Call.get(at("sessions/")))
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"/etc/passwd", "../x", "a/../b", "a//b", "C:/x", "a\\u0000b"})
    void paths_outside_of_the_repository_are_refused(String path) {
        String id = open("x");
        String body = "{\"modifications\": [{\"path\": \"" + path + "\"}]}";
        client.send(Call.post(at("sessions/" + id + "/modifications/"), body)).expect(400, "INVALID_INPUT");
    }

    @Test
    void ten_thousand_files_an_unknown_session_and_foreign_ones_are_refused() {
        String id = open("x");
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"path\": \"f" + i + "\"}")
                .collect(Collectors.joining(",", "{\"modifications\": [", "]}"));
        client.send(Call.post(at("sessions/" + id + "/modifications/"), many)).expect(400, "INVALID_INPUT");
        client.send(Call.post(at("sessions/nobody/touch/"))).expect(404, "SESSION_NOT_FOUND");
        try (Client other = client(uuid(), "sessions:write", "sessions:read")) {
            other.send(Call.get(at("sessions/" + id + "/"))).expect(404, "PROJECT_NOT_FOUND");
            other.send(Call.post(at("sessions/" + id + "/touch/"))).expect(404, "PROJECT_NOT_FOUND");
            assertEquals(
                    0,
                    other.send(Call.get("/api/v1/sessions/count/"))
                            .expect(200)
                            .json()
                            .path("live")
                            .intValue());
        }
        try (Client reader = client(tenant, "sessions:read")) {
            reader.send(post("sessions/", "{}")).expect(403, "INSUFFICIENT_SCOPE");
        }
        assertTrue(client.send(Call.get(at("sessions/" + id + "/")))
                .expect(200)
                .text("expires_at")
                .endsWith("Z"));
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A project's feed and its decisions over HTTP, answered by two instances in turn. */
class ActivityIT {
    private static final String DECISION =
            "{\"type\": \"decision\", \"data\": {\"what\": \"w\", \"why\": \"y\", \"confidence\": 0.80, %s}}";

    private static LocalProcess process;
    private static LocalTokens tokens;
    private static Client client;

    private String local;
    private String project;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
        tokens = LocalTokens.of(data);
        client = new Client(process.baseUri(), tokens.allScopes("acme"));
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
    }

    @BeforeEach
    void register() {
        local = uuid();
        project = client.send(Call.register(registration(local))).expect(201).text("cloud_uuid");
    }

    private Call events(String query) {
        return Call.get(PROJECTS + project + "/events/?" + query);
    }

    private Call decisions(String query) {
        return Call.get(PROJECTS + project + "/decisions/?" + query);
    }

    private Call post(String json) {
        return Call.post(PROJECTS + project + "/events/", json);
    }

    private void history() {
        StoreCalls stores = new StoreCalls(project);
        client.send(stores.save("plan", "{\"a\": 1}")).expect(201);
        client.send(stores.save("notes", "[]")).expect(201);
        client.send(post("{\"type\": \"build.done\", \"source\": \"ci\", \"data\": {\"n\": 1.50}}"))
                .expect(201);
        client.send(stores.patch("plan", "{\"a\": 2}")).expect(200);
        client.send(Call.register(registration(local, "\"framework\": \"quarkus\"")))
                .expect(200);
        client.send(post(DECISION.formatted("\"path\": \"./src/parser/\""))).expect(201);
        client.send(stores.configure("notes", "{\"mode\": \"transient\"}")).expect(200);
    }

    private static List<JsonNode> items(Answer answer) {
        return answer.expect(200).json().path("items").valueStream().toList();
    }

    private static List<String> types(Answer answer) {
        return items(answer).stream().map(it -> it.path("type").textValue()).toList();
    }

    @Test
    void what_was_posted_changed_and_registered_is_one_feed() {
        history();
        Answer feed = client.send(events(""));
        List<String> types = types(feed);
        // Changing the mode of a store closes it and opens it again.
        assertEquals(
                List.of(
                        "decision",
                        "project.updated",
                        "state.changed",
                        "build.done",
                        "state.created",
                        "state.created",
                        "project.created"),
                types.subList(types.size() - 7, types.size()));
        assertTrue(types.subList(0, types.size() - 7).stream().allMatch(type -> type.startsWith("state.")));
        assertTrue(feed.text().contains("\"details\":{\"n\":1.50}"), feed.text());
        assertEquals(List.of("build.done"), types(client.send(events("resource=ci"))));
        assertEquals(List.of("state.changed"), types(client.send(events("type=state.changed&resource=state/plan"))));
        assertEquals(List.of("project.updated", "project.created"), types(client.send(events("type=project.*"))));
        assertEquals(types, types(client.send(events("actor=test"))));
        assertEquals(List.of(), types(client.send(events("actor=nobody"))));
        JsonNode posted = items(client.send(events("type=build.done"))).getFirst();
        String at = posted.path("timestamp").textValue();
        assertEquals("test", posted.path("actor").textValue());
        assertTrue(types(client.send(events("since=" + at))).contains("build.done"));
        assertTrue(types(client.send(events("until=" + at))).contains("project.created"));
        assertTrue(!types(client.send(events("until=" + at))).contains("build.done"));
    }

    @Test
    void pages_of_three_are_the_feed() {
        history();
        List<JsonNode> whole = items(client.send(events("limit=100")));
        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; !cursor.equals("null"); pages++) {
            assertTrue(pages < 10);
            Answer page = client.send(events("limit=3" + cursor));
            List<JsonNode> items = items(page);
            assertTrue(items.size() <= 3);
            paged.addAll(items);
            JsonNode next = page.json().path("next_cursor");
            cursor = next.isNull() ? "null" : "&cursor=" + next.textValue();
        }
        assertEquals(whole, paged);
    }

    @Test
    void a_decision_is_found_by_what_it_concerns() {
        history();
        client.send(post(DECISION.formatted("\"task\": \"T-1\""))).expect(201);
        for (String query : List.of("path=src", "path=/src/parser/", "path=src/parser/lexer.c")) {
            List<JsonNode> found = items(client.send(decisions(query)));
            assertEquals(1, found.size(), query);
            assertEquals("src/parser", found.getFirst().path("resource").textValue());
            assertEquals("src/parser", found.getFirst().at("/details/path").textValue());
        }
        assertEquals(0, items(client.send(decisions("path=src/parse"))).size());
        assertEquals(1, items(client.send(decisions("task=T-1"))).size());
        Answer first = client.send(decisions("limit=1"));
        assertEquals("T-1", items(first).getFirst().path("resource").textValue());
        Answer second = client.send(decisions("limit=1&cursor=" + first.text("next_cursor")));
        assertEquals("src/parser", items(second).getFirst().path("resource").textValue());
        assertTrue(second.json().path("next_cursor").isNull());
    }

    @Test
    void a_key_posts_once_whichever_instance_answers() {
        Call keyed = post("{\"type\": \"note\", \"data\": {\"n\": 1}}").keyed("key");
        JsonNode first = client.send(keyed).expect(201).json();
        for (int i = 0; i < 3; i++) {
            assertEquals(first, client.send(keyed).expect(201).json());
        }
        client.send(post("{\"type\": \"note\"}").keyed("key")).expect(422, "OPERATION_REUSED");
        assertEquals(List.of(first), items(client.send(events("type=note"))));
    }

    static Stream<BadRequest> bad() {
        return BadActivityRequests.all();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_bad_request_is_refused_with_its_facts(BadRequest row) {
        Answer answer = client.send(row.call()).expect(row.status(), row.code());
        row.facts().forEach(fact -> assertTrue(answer.text().contains(fact), answer.text()));
    }

    @Test
    void cursors_of_other_lists_are_refused() {
        history();
        String cursor = client.send(events("limit=1")).text("next_cursor");
        client.send(events("limit=1&type=state.*&cursor=" + cursor)).expect(400, "INVALID_CURSOR");
        client.send(decisions("cursor=" + cursor)).expect(400, "INVALID_CURSOR");
        client.send(events("cursor=x")).expect(400, "INVALID_CURSOR");
    }

    @Test
    void a_foreign_project_answers_as_one_that_does_not_exist() {
        history();
        String other = tokens.allScopes("intruder");
        for (Call call : List.of(events(""), decisions(""), post("{\"type\": \"note\"}"))) {
            client.send(call.as(other)).expect(404, "PROJECT_NOT_FOUND");
        }
        client.send(Call.get(PROJECTS + uuid() + "/events/")).expect(404, "PROJECT_NOT_FOUND");
        assertEquals(List.of(), types(client.send(events("type=note"))));
    }

    @Test
    void each_address_wants_its_scope() {
        String none = tokens.valid("acme", "projects:write", "sessions:read");
        assertScope("audit:read", client.send(events("").as(none)));
        assertScope("state:read", client.send(decisions("").as(none)));
        assertScope("state:write", client.send(post("{\"type\": \"note\"}").as(none)));
        client.sendBare(events("")).expect(401, "UNAUTHORIZED");
        client.send(events("").as(tokens.valid("acme", "audit:read"))).expect(200);
    }

    private static void assertScope(String scope, Answer answer) {
        assertEquals(scope, answer.expect(403, "INSUFFICIENT_SCOPE").text("required_scope"));
    }

    @Test
    void a_project_registered_anew_has_a_feed_of_its_own() {
        history();
        String cursor = client.send(events("limit=1")).text("next_cursor");
        client.send(Call.delete(PROJECTS + project + "/")).expect(202);
        client.send(events("")).expect(404, "PROJECT_NOT_FOUND");
        client.send(post("{\"type\": \"note\"}")).expect(404, "PROJECT_NOT_FOUND");
        client.send(Call.register(registration(local))).expect(201);
        assertEquals(List.of("project.created"), types(client.send(events(""))));
        client.send(events("limit=1&cursor=" + cursor)).expect(400, "INVALID_CURSOR");
    }
}

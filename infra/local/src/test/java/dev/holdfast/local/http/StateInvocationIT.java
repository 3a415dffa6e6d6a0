package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.local.LocalProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That direct invocations on stores answer as HTTP does. */
class StateInvocationIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalProcess process;
    private static HttpClient http;
    private static Client client;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
        http = HttpClient.newHttpClient();
        token = process.token("acme", "projects:write", "state:read", "state:write");
        client = new Client(process.baseUri(), token);
    }

    @AfterAll
    static void stop() {
        client.close();
        http.close();
        process.close();
    }

    @Test
    void each_operation_has_the_result_that_http_has() throws Exception {
        StoreCalls byHttp = StoreCalls.register(client);
        StoreCalls direct = StoreCalls.register(client);
        String document = "{\"goal\": \"ship\", \"n\": 1.0}";
        assertSame(client.send(byHttp.save("plan", document)), result("save", direct, "\"data\": " + document));
        assertSame(client.send(byHttp.load("plan")), result("load", direct, ""));
        assertSame(
                client.send(byHttp.patch("plan", "{\"n\": 2.0}").with("If-Match", "\"1\"")),
                result("patch", direct, "\"base\": 1, \"merge_patch\": {\"n\": 2.0}"));
        assertSame(client.send(byHttp.load("plan", 1)), result("load", direct, "\"seq\": 1"));
        String merge = "\"inputs\": [{\"base\": 1, \"merge_patch\": {\"x\": 1}}]";
        assertSame(client.send(byHttp.merge("plan", "{" + merge + "}")), result("merge", direct, merge));
        assertSame(client.send(byHttp.validate("plan", "{\"data\": 1}")), result("validate", direct, "\"data\": 1"));
        JsonNode hello = invoke("hello", """
                {"project": "%s", "stores": {"plan": 2, "none": 0}}""".formatted(direct.project()));
        assertSame(client.send(byHttp.hello("{\"plan\": 2, \"none\": 0}")), hello.path("result"));
    }

    @Test
    void a_refusal_is_an_answer_with_the_problem_that_http_has() throws Exception {
        StoreCalls stores = StoreCalls.register(client);
        client.send(stores.save("plan", "1")).expect(201);
        client.send(stores.save("plan", "2")).expect(200);
        for (String input : new String[] {"\"base\": 1", "\"base\": 3", "\"create\": true"}) {
            JsonNode refused = call("save", stores, "\"data\": 3, " + input);
            assertEquals(false, refused.path("ok").booleanValue());
            assertEquals(2, refused.at("/problem/current_seq").intValue(), refused.toString());
        }
        Answer conflict =
                client.send(stores.save("plan", "3").with("If-Match", "\"1\"")).expect(409);
        assertEquals(
                conflict.json(),
                call("save", stores, "\"data\": 3, \"base\": 1").path("problem"));
        assertEquals(
                "STORE_EXISTS",
                call("patch", stores, "\"patch\": [], \"create\": true")
                        .at("/problem/error")
                        .textValue());
        assertEquals(
                "INVALID_INPUT",
                call("save", stores, "\"data\": 3, \"create\": \"yes\"")
                        .at("/problem/error")
                        .textValue());
        assertEquals(
                "INVALID_INPUT",
                call("load", stores, "\"base\": 1").at("/problem/error").textValue());
    }

    @Test
    void a_repeated_invocation_answers_as_the_first_time() throws Exception {
        StoreCalls stores = StoreCalls.register(client);
        String key = uuid();
        JsonNode first = invoke("save", input(stores, "\"data\": {}"), key);
        client.send(stores.save("plan", "1")).expect(200);
        assertEquals(first, invoke("save", input(stores, "\"data\": {}"), key));
        assertEquals(
                "OPERATION_REUSED",
                invoke("save", input(stores, "\"data\": 2"), key)
                        .at("/problem/error")
                        .textValue());
    }

    @Test
    void a_sweep_says_what_it_did() throws Exception {
        JsonNode swept = post("sweep", "{}");
        assertTrue(swept.path("ok").booleanValue());
        assertEquals(0, swept.at("/result/failed").intValue());
        assertTrue(swept.at("/result/finished").booleanValue());
    }

    /** Equal but for when it was. */
    private static void assertSame(Answer byHttp, JsonNode direct) {
        assertTrue(byHttp.status() < 300, byHttp.toString());
        assertEquals(withoutTimes(byHttp.json()), withoutTimes(direct));
    }

    private static JsonNode withoutTimes(JsonNode json) {
        JsonNode copy = json.deepCopy();
        copy.findParents("updated_at").forEach(parent -> ((ObjectNode) parent).remove("updated_at"));
        return copy;
    }

    private static JsonNode result(String function, StoreCalls stores, String more) throws Exception {
        JsonNode answer = call(function, stores, more);
        assertTrue(answer.path("ok").booleanValue(), answer.toString());
        return answer.path("result");
    }

    private static JsonNode call(String function, StoreCalls stores, String more) throws Exception {
        return invoke(function, input(stores, more));
    }

    private static String input(StoreCalls stores, String more) {
        return "{\"project\": \"" + stores.project() + "\", \"store\": \"plan\"" + (more.isEmpty() ? "" : ", " + more)
                + "}";
    }

    private static JsonNode invoke(String function, String input) throws Exception {
        return post(function, "{\"token\": \"" + token + "\", \"input\": " + input + "}");
    }

    private static JsonNode invoke(String function, String input, String key) throws Exception {
        return post(
                function,
                "{\"token\": \"" + token + "\", \"operation_id\": \"" + key + "\", \"input\": " + input + "}");
    }

    private static JsonNode post(String function, String event) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(process.baseUri().resolve("/2015-03-31/functions/" + function + "/invocations"))
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.headers().firstValue("x-amz-function-error").isEmpty(), answer.body());
        return JSON.readTree(answer.body());
    }
}

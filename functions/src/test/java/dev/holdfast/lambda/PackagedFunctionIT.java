package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.board.TroubledBoards;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.InvocationResult;
import dev.holdfast.testkit.LambdaFunction;
import dev.holdfast.testkit.ServiceJar;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that is deployed, under the real Java runtime interface client. */
class PackagedFunctionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tokens TOKENS = new Tokens();
    private static final String TABLE = "packaged";
    private static final String ALL = "projects:read projects:write";

    @BeforeAll
    static void make_the_table() {
        TestStore.table(TestStore.endpoint(), TABLE);
    }

    @Test
    void each_exported_function_does_its_part_by_direct_invocation() throws Exception {
        UUID local = UUID.randomUUID();
        JsonNode created =
                invoke("register", envelope("acme", ALL, project(local))).at("/result");
        assertEquals("created", created.path("outcome").asText());
        String cloudUuid = created.path("cloud_uuid").asText();

        ObjectNode byLocal = JSON.createObjectNode().put("local_project_uuid", local.toString());
        assertEquals(
                cloudUuid,
                invoke("resolve", envelope("acme", ALL, byLocal))
                        .at("/result/cloud_uuid")
                        .asText());

        ObjectNode byCloud = JSON.createObjectNode().put("cloud_uuid", cloudUuid);
        assertEquals(
                "registered",
                invoke("status", envelope("acme", ALL, byCloud))
                        .at("/result/registration_status")
                        .asText());

        ObjectNode batch = JSON.createObjectNode();
        batch.putArray("projects").add(project(local)).add(project(UUID.randomUUID()));
        JsonNode results = invoke("sync", envelope("acme", ALL, batch)).at("/result/results");
        assertEquals("unchanged", results.at("/0/outcome").asText());
        assertEquals("created", results.at("/1/outcome").asText());
    }

    @Test
    void a_refused_direct_invocation_is_an_answer_and_reaches_no_store() throws Exception {
        try (FaultInjector store = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1);
                LambdaFunction register = start("register", store.endpoint())) {
            JsonNode noToken = answer(register, "{\"input\":{}}");
            assertFalse(noToken.path("ok").asBoolean());
            assertEquals("UNAUTHORIZED", noToken.at("/problem/error").asText());

            JsonNode badToken = answer(register, "{\"token\":\"a.b.c\",\"input\":{}}");
            assertEquals("UNAUTHORIZED", badToken.at("/problem/error").asText());

            JsonNode noScope = answer(register, envelope("acme", "projects:read", project(UUID.randomUUID())));
            assertEquals("INSUFFICIENT_SCOPE", noScope.at("/problem/error").asText());

            JsonNode noInput = answer(register, envelope("acme", ALL, JSON.createObjectNode()));
            assertEquals("INVALID_INPUT", noInput.at("/problem/error").asText());

            JsonNode twice = answer(register, "{\"token\":\"a\",\"token\":\"b\",\"input\":{}}");
            assertEquals("INVALID_JSON", twice.at("/problem/error").asText());

            assertTrue(store.requests().isEmpty(), () -> "reached the store: " + store.requests());
        }
    }

    @Test
    void only_a_passing_fault_is_thrown() throws Exception {
        FaultPlan down = FaultPlan.none().with(dev.holdfast.testkit.Fault.THROTTLED, 1);
        try (FaultInjector store = FaultInjector.between(TestStore.endpoint(), down, 1);
                LambdaFunction register = start("register", store.endpoint())) {
            var failed = assertInstanceOf(
                    InvocationResult.Failed.class, register.invoke(envelope("acme", ALL, project(UUID.randomUUID()))));
            assertEquals(TransientFailure.class.getName(), failed.errorType());
            JsonNode problem = JSON.readTree(failed.errorMessage());
            assertEquals("UNAVAILABLE", problem.path("error").asText());
            assertEquals(1, problem.path("retry_after").asInt());
        }
    }

    @Test
    void what_a_schedule_calls_answers_whatever_event_it_sends() throws Exception {
        String event = "{\"version\":\"0\",\"detail-type\":\"Scheduled Event\",\"detail\":{},\"first_shard\":0}";
        for (String scheduled : new String[] {"drain", "sweep"}) {
            try (LambdaFunction function = start(scheduled, TestStore.endpoint())) {
                JsonNode done = answer(function, event);
                assertTrue(done.path("ok").asBoolean(), done.toString());
                assertTrue(done.at("/result/finished").asBoolean(), done.toString());
            }
        }
    }

    @Test
    void the_api_answers_gateway_events() throws Exception {
        try (LambdaFunction api = start("api", TestStore.endpoint())) {
            String token = TOKENS.mint("acme", ALL);
            UUID local = UUID.randomUUID();
            JsonNode created = answer(api, event("POST", "/api/v1/projects/register/", token, project(local)));
            assertEquals(201, created.path("statusCode").asInt());
            assertEquals("application/json", created.at("/headers/Content-Type").asText());
            JsonNode body = JSON.readTree(created.path("body").asText());

            String address = "/api/v1/projects/" + body.path("cloud_uuid").asText() + "/registration-status";
            assertEquals(
                    200,
                    answer(api, event("GET", address, token, null))
                            .path("statusCode")
                            .asInt());

            String foreign = TOKENS.mint("other", ALL);
            JsonNode absent = answer(api, event("GET", address, foreign, null));
            assertEquals(404, absent.path("statusCode").asInt());
            assertEquals(
                    "application/problem+json",
                    absent.at("/headers/Content-Type").asText());

            JsonNode anonymous = answer(api, event("GET", address, null, null));
            assertEquals(401, anonymous.path("statusCode").asInt());
            assertFalse(api.log().contains(token), "a token was logged");
        }
    }

    @Test
    void the_zip_has_no_kind_of_board_and_takes_those_of_a_layer(@TempDir Path directory) throws Exception {
        Path layer = directory.resolve("boards.jar");
        ServiceJar.write(layer, BoardProviderFactory.class, TroubledBoards.class.getName(), TroubledBoards.class);
        String asked = event("GET", "/api/v1/providers/", TOKENS.mint("acme", "board:read"), null);
        try (LambdaFunction bare = start("api", TestStore.endpoint());
                LambdaFunction layered = LambdaFunction.of(zip(), StreamHandler.class.getName() + "::handleRequest")
                        .environment(environment("api", TestStore.endpoint()))
                        .layer(layer)
                        .start()) {
            JsonNode none = JSON.readTree(answer(bare, asked).path("body").asText());
            assertEquals(0, none.path("items").size(), none::toString);
            JsonNode one = JSON.readTree(answer(layered, asked).path("body").asText());
            assertEquals("troubled", one.at("/items/0/name").asText(), one::toString);
            assertEquals(0, one.path("broken").size(), one::toString);
        }
    }

    @Test
    void the_answer_comes_before_the_deadline_of_the_function() throws Exception {
        FaultPlan down = FaultPlan.none().with(dev.holdfast.testkit.Fault.RESET_BEFORE_APPLY, 1);
        try (FaultInjector store = FaultInjector.between(TestStore.endpoint(), down, 1);
                LambdaFunction api = LambdaFunction.of(zip(), StreamHandler.class.getName() + "::handleRequest")
                        .environment(environment("api", store.endpoint()))
                        .deadline(Duration.ofSeconds(25))
                        .start()) {
            String token = TOKENS.mint("acme", ALL);
            JsonNode answer = answer(api, event("GET", "/api/v1/projects/" + UUID.randomUUID() + "/", token, null));
            assertEquals(503, answer.path("statusCode").asInt());
            assertEquals("1", answer.at("/headers/Retry-After").asText());
        }
    }

    private static JsonNode invoke(String function, String event) throws Exception {
        try (LambdaFunction lambda = start(function, TestStore.endpoint())) {
            JsonNode answer = answer(lambda, event);
            assertTrue(answer.path("ok").asBoolean(), answer::toString);
            return answer;
        }
    }

    private static JsonNode answer(LambdaFunction lambda, String event) throws Exception {
        InvocationResult result = lambda.invoke(event);
        var succeeded = assertInstanceOf(InvocationResult.Succeeded.class, result, () -> result + "\n" + lambda.log());
        return JSON.readTree(succeeded.payload());
    }

    private static LambdaFunction start(String function, URI store) throws Exception {
        return LambdaFunction.of(zip(), StreamHandler.class.getName() + "::handleRequest")
                .environment(environment(function, store))
                .start();
    }

    private static Path zip() {
        return Path.of("target", "function.zip").toAbsolutePath();
    }

    private static Map<String, String> environment(String function, URI store) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_FUNQY_EXPORT", function);
        environment.put("QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", store.toString());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("HOLDFAST_TABLE", TABLE);
        environment.put("HOLDFAST_TOKEN_ISSUER", Tokens.ISSUER);
        environment.put("HOLDFAST_TOKEN_AUDIENCE", Tokens.AUDIENCE);
        environment.put("HOLDFAST_TOKEN_KEYS", TOKENS.publicKey());
        return environment;
    }

    private static ObjectNode project(UUID local) {
        return JSON.createObjectNode()
                .put("local_project_uuid", local.toString())
                .put("project_name", "kelp")
                .put("machine_uuid", "00000000-0000-4000-8000-00000000000a");
    }

    private static String envelope(String tenant, String scope, ObjectNode input) {
        ObjectNode envelope = JSON.createObjectNode().put("token", TOKENS.mint(tenant, scope));
        envelope.set("input", input);
        return envelope.toString();
    }

    private static String event(String method, String path, @Nullable String token, @Nullable ObjectNode body) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", path)
                .put("rawQueryString", "");
        ObjectNode headers = event.putObject("headers").put("content-type", "application/json");
        if (token != null) {
            headers.put("authorization", "Bearer " + token);
        }
        ObjectNode context = event.putObject("requestContext").put("stage", "$default");
        context.putObject("http").put("method", method).put("path", path);
        if (body != null) {
            event.put("body", body.toString()).put("isBase64Encoded", false);
        }
        return event.toString();
    }
}

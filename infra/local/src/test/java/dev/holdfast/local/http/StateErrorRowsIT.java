package dev.holdfast.local.http;

import static dev.holdfast.local.http.StoreCalls.etag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import dev.holdfast.testkit.DynamoDbLocal;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused of stores, how, and that it leaves them as they were. */
class StateErrorRowsIT {
    private static final Pattern INSIDE =
            Pattern.compile("eyJ|#s#|#stores|\\bpk\\b|\\bsk\\b|Exception|\\bat [a-z]+\\.|dev\\.holdfast|jackson");

    private static DynamoDbLocal store;
    private static FaultInjector proxy;
    private static LocalProcess process;
    private static LocalTokens tokens;
    private static Client client;
    private static StoreCalls stores;

    @BeforeAll
    static void start(@TempDir Path data) {
        store = DynamoDbLocal.inMemory();
        proxy = FaultInjector.between(store.endpoint(), FaultPlan.none(), 1);
        process = LocalProcess.start(
                data, "--quiet", "--dynamodb", proxy.endpoint().toString());
        tokens = LocalTokens.of(data);
        client = new Client(process.baseUri(), tokens.allScopes("acme"));
        stores = StoreCalls.register(client);
        client.send(stores.save("plan", "{\"goal\": \"ship\"}")).expect(201);
        client.send(stores.patch("plan", "{\"goal\": \"sail\"}")).expect(200);
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
        proxy.close();
        store.close();
    }

    static Stream<BadRequest> unread() {
        return BadStoreRequests.unread();
    }

    @ParameterizedTest
    @MethodSource("unread")
    void a_bad_request_is_refused_with_its_facts_and_without_the_store(BadRequest row) {
        assertWithoutStore(() -> {
            assertRefused(row);
        });
    }

    static Stream<BadRequest> unfit() {
        return BadStoreRequests.unfit(stores);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void what_does_not_fit_the_store_is_refused_with_its_facts_and_changes_nothing(BadRequest row) {
        assertRefused(row);
        Answer standing = client.send(stores.load("plan")).expect(200);
        assertEquals("\"2\"", standing.header("ETag"));
        assertEquals("{\"goal\":\"sail\"}", standing.json().path("data").toString());
    }

    @Test
    void a_call_without_a_good_token_or_the_scope_is_refused_without_the_store() {
        assertWithoutStore(() -> {
            String writer = tokens.valid("acme", "state:write", "projects:read", "tenant:admin");
            String reader = tokens.valid("acme", "state:read", "projects:write");
            for (Call call : stores.oneOfEach("plan")) {
                client.sendBare(call).expect(401, "UNAUTHORIZED");
                client.send(call.as(tokens.expired("acme"))).expect(401, "UNAUTHORIZED");
                boolean reads = call.method().equals("GET")
                        || call.target().endsWith("/hello/")
                        || call.target().endsWith("/validate/");
                Answer refused = client.send(call.as(reads ? writer : reader)).expect(403, "INSUFFICIENT_SCOPE");
                assertEquals(reads ? "state:read" : "state:write", refused.text("required_scope"));
            }
        });
    }

    @Test
    void a_document_that_breaks_the_schema_is_refused_with_the_places() {
        String schema = """
                {"schema": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"},
                 "l": {"type": "array", "items": {"type": "string"}}}}, "initial_state": {"n": 1}}""";
        client.send(stores.configure("typed", schema)).expect(201);
        for (Call call : List.of(
                stores.save("typed", "{\"n\": \"1\", \"l\": [\"a\", 2]}"),
                stores.patch("typed", "{\"n\": \"1\", \"l\": [\"a\", 2]}"),
                stores.merge("typed", "{\"inputs\":[{\"base\":1,\"state\":{\"n\":\"1\",\"l\":[\"a\",2]}}]}"))) {
            JsonNode violations =
                    client.send(call).expect(422, "SCHEMA_VIOLATION").json().path("violations");
            List<String> paths = violations
                    .valueStream()
                    .map(it -> it.path("path").textValue())
                    .sorted()
                    .toList();
            assertEquals(List.of("/l/1", "/n"), paths);
        }
        client.send(stores.configure("typed", "{\"schema\": {\"type\": \"string\"}}"))
                .expect(422, "SCHEMA_VIOLATION");
        client.send(stores.configure("typed", "{\"schema\": {\"type\": \"strin\"}}"))
                .expect(422, "INVALID_SCHEMA");
        assertEquals("\"1\"", client.send(stores.load("typed")).header("ETag"));
    }

    @Test
    void a_document_is_taken_up_to_its_limit_in_a_compressed_body() {
        // The envelope {"data": "…"} shares the 4 MiB that a body may inflate to.
        String document = "\"" + "x".repeat(4 * 1024 * 1024 - 12) + "\"";
        client.send(gzipped("large", document)).expect(201);
        assertTrue(client.send(stores.load("large")).expect(200).text().contains(document));
        client.send(gzipped("larger", document.replaceFirst("x", "xx"))).expect(413, "PAYLOAD_TOO_LARGE");
        Answer grown = client.send(stores.merge(
                        "large", "{\"inputs\":[{\"base\":1,\"patch\":[{\"op\":\"test\",\"path\":\"\",\"value\":1}]}]}"))
                .expect(422, "PATCH_FAILED");
        assertFalse(grown.text().length() > 10_000, "a refusal does not carry the document");
        client.send(stores.save("growing", "{\"a\": \"" + "y".repeat(1_000_000) + "\"}"))
                .expect(201);
        String copy = "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/%s\"}";
        String copies = String.join(
                ",", Stream.of("b", "c", "d", "e").map(copy::formatted).toList());
        Answer refused =
                client.send(stores.patch("growing", "[" + copies + "]")).expect(413, "DOCUMENT_TOO_LARGE");
        assertEquals(3, refused.json().path("operation_index").intValue());
    }

    @Test
    void a_key_of_another_operation_on_the_store_is_refused() {
        client.send(stores.save("keyed", "1").keyed("key")).expect(201);
        client.send(stores.save("keyed", "1").keyed("key")).expect(201);
        client.send(stores.save("keyed", "2").keyed("key")).expect(422, "OPERATION_REUSED");
        client.send(stores.patch("keyed", "2").keyed("key")).expect(422, "OPERATION_REUSED");
        client.send(stores.delete("keyed").keyed("key")).expect(422, "OPERATION_REUSED");
        client.send(stores.save("keyed", "1").with("If-Match", etag(1)).keyed("key"))
                .expect(200);
    }

    private Call gzipped(String name, String document) {
        byte[] body = ("{\"data\": " + document + "}").getBytes(StandardCharsets.UTF_8);
        return stores.save(name, "0").body(BadBodies.gzip(body)).with("Content-Encoding", "gzip");
    }

    private static void assertRefused(BadRequest row) {
        Answer answer = client.send(row.call()).expect(row.status(), row.code());
        for (String fact : row.facts()) {
            assertTrue(answer.text().contains(fact), fact + " is not in " + answer.text());
        }
        String all = answer.stableHeaders() + answer.text();
        assertFalse(INSIDE.matcher(all).find(), all);
    }

    /** Once in three is enough: the schedule asks the store too, but not every time. */
    private static void assertWithoutStore(Runnable calls) {
        long before = 0;
        long after = 1;
        for (int run = 0; run < 3 && before != after; run++) {
            before = storeRequests();
            calls.run();
            after = storeRequests();
        }
        assertEquals(before, after, "store requests");
    }

    private static long storeRequests() {
        return proxy.requests().values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import dev.holdfast.testkit.DynamoDbLocal;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, how, and that most of it is refused without asking the store. */
class ErrorRowsIT {
    private static final Pattern INSIDE =
            Pattern.compile("eyJ|#projects|#keys|\\bpk\\b|\\bsk\\b|Exception|\\bat [a-z]+\\.|dev\\.holdfast|jackson");

    private static DynamoDbLocal store;
    private static FaultInjector proxy;
    private static LocalProcess process;
    private static LocalTokens tokens;
    private static LocalTokens foreign;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path elsewhere) {
        store = DynamoDbLocal.inMemory();
        proxy = FaultInjector.between(store.endpoint(), FaultPlan.none(), 1);
        process = LocalProcess.start(
                data, "--quiet", "--dynamodb", proxy.endpoint().toString());
        tokens = LocalTokens.of(data);
        foreign = LocalTokens.of(elsewhere);
        client = new Client(process.baseUri(), tokens.allScopes("acme"));
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
        proxy.close();
        store.close();
    }

    static Stream<BadRequest> rows() {
        return BadRequests.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_bad_request_is_refused_with_its_facts_and_without_the_store(BadRequest row) {
        assertWithoutStore(() -> {
            Answer answer = client.send(row.call()).expect(row.status(), row.code());
            for (String fact : row.facts()) {
                assertTrue(answer.text().contains(fact), fact + " is not in " + answer.text());
            }
            assertTellsNothingInside(answer);
        });
    }

    static Stream<Arguments> badAuthorizations() {
        String good = tokens.allScopes("acme");
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1);
        return Stream.of(
                Arguments.of("no token", "Bearer "),
                Arguments.of("another scheme", "Basic YWNtZTphY21l"),
                Arguments.of("the token alone", good),
                Arguments.of("no JWT", "Bearer none"),
                Arguments.of("a token without signature", "Bearer " + unsigned),
                Arguments.of("a cut token", "Bearer " + good.substring(0, good.length() - 2)),
                Arguments.of("an expired token", "Bearer " + tokens.expired("acme")),
                Arguments.of("a token signed by another", "Bearer " + foreign.allScopes("acme")),
                Arguments.of("a token of no tenant's form", "Bearer " + tokens.allScopes("acme#projects")),
                Arguments.of("a token above 8 KB", "Bearer " + tokens.ofSize(8_200, "acme")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAuthorizations")
    void a_bad_token_is_refused_without_the_store(String name, String authorization) {
        assertWithoutStore(() -> {
            for (Call call : Samples.oneOfEach(uuid())) {
                Answer answer =
                        client.send(call.with("Authorization", authorization)).expect(401, "UNAUTHORIZED");
                assertTellsNothingInside(answer);
                assertFalse(authorization.length() > 20 && answer.text().contains(authorization.substring(7)));
            }
        });
    }

    @Test
    void a_call_without_a_token_is_refused_even_with_a_bad_body() {
        assertWithoutStore(() -> {
            Samples.oneOfEach(uuid()).forEach(call -> client.sendBare(call).expect(401, "UNAUTHORIZED"));
            BadRequests.rows()
                    .map(row -> client.sendBare(row.call()))
                    .filter(answer ->
                            answer.headers().firstValue("X-Request-Id").isPresent())
                    .forEach(answer -> assertTrue(List.of(401, 404, 405).contains(answer.status()), answer.toString()));
        });
    }

    @Test
    void a_call_without_the_scope_is_refused_and_told_which() {
        assertWithoutStore(() -> {
            String writer = tokens.valid("acme", "projects:write", "tenant:admin");
            String reader = tokens.valid("acme", "projects:read", "state:write", "projects:*");
            for (Call call : Samples.oneOfEach(uuid())) {
                boolean reads = call.method().equals("GET");
                Answer answer = client.send(call.as(reads ? writer : reader)).expect(403, "INSUFFICIENT_SCOPE");
                assertEquals(reads ? "projects:read" : "projects:write", answer.text("required_scope"));
                assertTrue(answer.header("WWW-Authenticate").contains(answer.text("required_scope")));
            }
        });
    }

    @Test
    void a_good_request_does_ask_the_store() {
        long before = storeRequests();
        client.send(Call.register(registration(uuid()))).expect(201);
        assertNotEquals(before, storeRequests());
    }

    @Test
    void bodies_at_their_limits_are_read() {
        byte[] json = registration(uuid()).getBytes(StandardCharsets.UTF_8);
        byte[] plain = padded(json, 1024 * 1024);
        byte[] gzipped = BadBodies.gzip(padded(json, 4 * 1024 * 1024));
        client.send(Call.register("").body(plain)).expect(201);
        client.send(Call.register("").body(gzipped).with("Content-Encoding", "gzip"))
                .expect(200);
    }

    @Test
    void a_head_request_is_answered_as_a_get_without_its_body() {
        assertEquals("", client.send(Call.of("HEAD", "/health/")).expect(200).text());
        assertEquals(
                "",
                client.send(Call.of("HEAD", "/api/v1/projects/" + uuid() + "/"))
                        .expect(404)
                        .text());
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

    private static void assertTellsNothingInside(Answer answer) {
        String all = answer.stableHeaders() + answer.text();
        assertFalse(INSIDE.matcher(all).find(), all);
    }

    private static byte[] padded(byte[] json, int size) {
        byte[] padded = Arrays.copyOf(json, size);
        Arrays.fill(padded, json.length, size, (byte) ' ');
        return padded;
    }
}

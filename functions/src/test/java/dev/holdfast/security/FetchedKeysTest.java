package dev.holdfast.security;

import static dev.holdfast.security.TestTokens.claims;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedKeysTest {
    private static final String OLD = TestKeys.jwks(TestKeys.jwk(TestKeys.RSA.getPublic(), "old"));
    private static final String NEW = TestKeys.jwks(TestKeys.jwk(TestKeys.OTHER_RSA.getPublic(), "new"));
    private static final String UNKNOWN_KEY = "The token is signed with a key that is not known here.";

    private final MovableClock clock = new MovableClock(TestTokens.NOW);
    private KeyServer server;
    private TokenVerifier verifier;

    @BeforeEach
    void startServer() throws IOException {
        server = new KeyServer();
        server.answer(200, OLD);
        verifier = new TokenVerifier(TestTokens.rules(server.location()), clock);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void keys_are_fetched_with_the_first_token_and_kept() {
        assertEquals(0, server.fetches());
        for (int i = 0; i < 20; i++) {
            assertEquals("acme", verifier.verify(token(TestKeys.RSA, "old")).tenant());
            clock.move(Duration.ofSeconds(29));
        }
        assertEquals(1, server.fetches());
    }

    @Test
    void a_key_that_came_since_is_found() {
        verifier.verify(token(TestKeys.RSA, "old"));
        server.answer(200, NEW);
        clock.move(Duration.ofSeconds(30));
        assertEquals("acme", verifier.verify(token(TestKeys.OTHER_RSA, "new")).tenant());
        assertEquals(2, server.fetches());
        assertEquals(UNKNOWN_KEY, refused(token(TestKeys.RSA, "old")).detail());
    }

    @Test
    void a_withdrawn_key_is_dropped_after_10_minutes() {
        verifier.verify(token(TestKeys.RSA, "old"));
        server.answer(200, NEW);
        clock.move(Duration.ofMinutes(10).minusSeconds(1));
        verifier.verify(token(TestKeys.RSA, "old"));
        clock.move(Duration.ofSeconds(1));
        assertEquals(UNKNOWN_KEY, refused(token(TestKeys.RSA, "old")).detail());
    }

    @Test
    void a_flood_of_unknown_keys_fetches_once_in_30_seconds() throws Exception {
        for (int period = 1; period <= 3; period++) {
            try (var flood = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<String>> calls = IntStream.range(0, 200)
                        .<Callable<String>>mapToObj(i ->
                                () -> refused(token(TestKeys.RSA, "evil" + i)).detail())
                        .toList();
                for (Future<String> call : flood.invokeAll(calls)) {
                    assertEquals(UNKNOWN_KEY, call.get());
                }
            }
            clock.move(Duration.ofMillis(29_999));
            assertEquals(UNKNOWN_KEY, refused(token(TestKeys.RSA, "late")).detail());
            assertEquals(period, server.fetches());
            clock.move(Duration.ofMillis(1));
        }
    }

    @Test
    void a_failing_location_is_not_asked_more_often() {
        server.answer(500, "");
        for (int i = 0; i < 50; i++) {
            assertEquals(Reason.UNAVAILABLE, refused(token(TestKeys.RSA, "old")).reason());
        }
        assertEquals(1, server.fetches());
        server.answer(200, OLD);
        clock.move(Duration.ofSeconds(30));
        assertEquals("acme", verifier.verify(token(TestKeys.RSA, "old")).tenant());
    }

    @Test
    void a_clock_set_back_does_not_stop_the_fetches() {
        verifier.verify(token(TestKeys.RSA, "old"));
        server.answer(200, NEW);
        clock.move(Duration.ofSeconds(-3));
        assertEquals("acme", verifier.verify(token(TestKeys.OTHER_RSA, "new")).tenant());
    }

    @Test
    void without_keys_the_call_is_to_be_tried_again_when_they_may_be_fetched() {
        server.close();
        Refusal refusal = refused(token(TestKeys.RSA, "old"));
        assertEquals(Reason.UNAVAILABLE, refusal.reason());
        assertEquals(Map.of("retry_after", 30L), refusal.facts());
        clock.move(Duration.ofSeconds(12));
        assertEquals(
                Map.of("retry_after", 18L), refused(token(TestKeys.RSA, "old")).facts());
    }

    @Test
    void known_keys_serve_on_while_the_location_is_down() {
        verifier.verify(token(TestKeys.RSA, "old"));
        server.close();
        for (int hours = 0; hours < 3; hours++) {
            clock.move(Duration.ofHours(1));
            String token = TestTokens.byIssuer(
                    "RS256",
                    TestKeys.RSA.getPrivate(),
                    "old",
                    claims("exp=" + (clock.instant().getEpochSecond() + 60)));
            assertEquals("acme", verifier.verify(token).tenant());
        }
        assertEquals(Reason.UNAVAILABLE, refused(token(TestKeys.RSA, "unknown")).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void an_answer_without_a_key_is_a_passing_fault(String body) {
        server.answer(200, body);
        assertEquals(Reason.UNAVAILABLE, refused(token(TestKeys.RSA, "old")).reason());
    }

    @Test
    void an_answer_above_256_kb_is_not_read() {
        server.answer(200, OLD + " ".repeat(256 * 1024 - OLD.length()));
        assertEquals("acme", verifier.verify(token(TestKeys.RSA, "old")).tenant());
        server.answer(200, NEW + " ".repeat(256 * 1024 - NEW.length() + 1));
        clock.move(Duration.ofSeconds(30));
        assertEquals(
                Reason.UNAVAILABLE, refused(token(TestKeys.OTHER_RSA, "new")).reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirects_are_not_followed(int status) {
        server.serveElsewhere(OLD);
        server.answer(status, "");
        assertEquals(Reason.UNAVAILABLE, refused(token(TestKeys.RSA, "old")).reason());
    }

    @Test
    void a_location_that_never_answers_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var location = new KeySource.Jwks(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/jwks"));
            verifier = new TokenVerifier(TestTokens.rules(location), clock);
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertEquals(
                            Reason.UNAVAILABLE,
                            refused(token(TestKeys.RSA, "old")).reason()));
        }
    }

    @Test
    void a_token_that_points_to_keys_fetches_nothing() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"x\",\"jku\":\""
                + server.location().location() + "\"}";
        assertEquals(
                Reason.UNAUTHORIZED,
                refused(TestTokens.signed(header, claims())).reason());
        assertEquals(0, server.fetches());
    }

    private Refusal refused(String token) {
        return assertThrows(Refusal.class, () -> verifier.verify(token));
    }

    private static String token(KeyPair pair, String keyId) {
        return TestTokens.byIssuer(
                "RS256", pair.getPrivate(), keyId, claims("exp=" + (TestTokens.NOW.getEpochSecond() + 3600)));
    }
}

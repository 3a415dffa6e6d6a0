package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRulesTest {
    private static final KeySource KEYS = new KeySource.Pem(TestKeys.pem(TestKeys.RSA.getPublic()));
    private static final Set<TokenAlgorithm> ALL = Set.of(TokenAlgorithm.values());

    @Test
    void a_wrong_setting_is_named() {
        assertEquals("issuer", wrongSetting(" ", "a", Set.of(), ALL, "t"));
        assertEquals("audience", wrongSetting("i", " ", Set.of(), ALL, "t"));
        assertEquals("audience", wrongSetting("i", null, Set.of(), ALL, "t"));
        assertEquals("client_ids", wrongSetting("i", "a", Set.of("c", ""), ALL, "t"));
        assertEquals("algorithms", wrongSetting("i", "a", Set.of(), Set.of(), "t"));
        assertEquals("tenant_claim", wrongSetting("i", "a", Set.of(), ALL, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example/jwks.json",
                "https://issuer.example:8443/jwks?v=1",
                "http://localhost:8080/jwks",
                "http://127.0.0.1/jwks",
                "http://[::1]:9/jwks"
            })
    void a_key_set_is_taken_from_a_place_that_others_cannot_answer_for(String location) {
        assertDoesNotThrow(() -> new KeySource.Jwks(URI.create(location)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/jwks",
                "http://127.0.0.1.issuer.example/jwks",
                "http://localhost.issuer.example/jwks",
                "http://localhost@issuer.example/jwks",
                "https://user:secret@issuer.example/jwks",
                "https://issuer.example/jwks#part",
                "file:///etc/jwks",
                "jar:https://issuer.example/a.jar!/jwks",
                "https:/jwks",
                "/jwks"
            })
    void another_location_is_refused(String location) {
        assertEquals("keys", settingOf(() -> new KeySource.Jwks(URI.create(location))));
    }

    @Test
    void keys_that_verify_nothing_are_refused_at_once() {
        String privateKey = TestKeys.pem(TestKeys.RSA.getPrivate()).replace("PUBLIC", "PRIVATE");
        String certificate = TestKeys.pem(TestKeys.RSA.getPublic()).replace("PUBLIC KEY", "CERTIFICATE");
        String cut = TestKeys.pem(TestKeys.RSA.getPublic()).replace("-----END PUBLIC KEY-----", "");
        for (String pem : new String[] {
            "",
            "no key",
            privateKey,
            certificate,
            cut,
            TestKeys.pem(TestKeys.RSA.getPublic()) + privateKey,
            privateKey + TestKeys.pem(TestKeys.RSA.getPublic()),
            TestKeys.pem(TestKeys.RSA.getPublic()) + cut,
            TestKeys.pem(TestKeys.RSA.getPrivate()),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----",
            TestKeys.pem(TestKeys.rsa(1024).getPublic()),
            TestKeys.pem(TestKeys.ec("secp384r1").getPublic()),
            TestKeys.pem(TestKeys.pair("Ed448").getPublic()),
            TestKeys.pem(TestKeys.pair("X25519").getPublic())
        }) {
            assertEquals("keys", settingOf(() -> verifier(new KeySource.Pem(pem))), pem);
        }
    }

    @Test
    void key_sets_that_verify_nothing_are_refused_at_once() {
        String weak = TestKeys.jwks(TestKeys.jwk(TestKeys.rsa(1024).getPublic(), "weak"));
        String good = TestKeys.jwks(TestKeys.jwk(TestKeys.RSA.getPublic(), "good"));
        assertDoesNotThrow(() -> verifier(new KeySource.JwksText(good)));
        for (String json : new String[] {
            "",
            "[]",
            "{\"keys\":{}}",
            "{\"keys\":[]}",
            "{\"keys\":[7,{},{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"!\"},{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}]}",
            weak,
            good.replace("\"kid\"", "\"use\":\"enc\",\"kid\""),
            good.replace("\"kid\"", "\"alg\":\"RS512\",\"kid\""),
            good.replace("\"kid\"", "\"key_ops\":[\"encrypt\"],\"kid\""),
            good.replace("\"kid\"", "\"kty\":\"RSA\",\"kid\"")
        }) {
            assertEquals("keys", settingOf(() -> verifier(new KeySource.JwksText(json))), json);
        }
    }

    @Test
    void a_key_set_has_at_most_100_keys() {
        JsonWebKey[] keys = new JsonWebKey[101];
        Arrays.fill(keys, TestKeys.jwk(TestKeys.ED25519.getPublic(), "k"));
        assertEquals("keys", settingOf(() -> verifier(new KeySource.JwksText(TestKeys.jwks(keys)))));
        assertDoesNotThrow(() -> verifier(new KeySource.JwksText(TestKeys.jwks(Arrays.copyOf(keys, 100)))));
    }

    @Test
    void keys_of_an_algorithm_that_is_not_allowed_are_no_keys() {
        TokenRules rules = new TokenRules("i", "a", Set.of(), Set.of(TokenAlgorithm.ES256), "t", KEYS);
        assertEquals("keys", settingOf(() -> new TokenVerifier(rules, Clock.systemUTC())));
    }

    private static TokenVerifier verifier(KeySource keys) {
        return new TokenVerifier(TestTokens.rules(keys), Clock.systemUTC());
    }

    private static String wrongSetting(
            String issuer,
            @Nullable String audience,
            Set<String> clients,
            Set<TokenAlgorithm> algorithms,
            String claim) {
        return settingOf(() -> new TokenRules(issuer, audience, clients, algorithms, claim, KEYS));
    }

    private static String settingOf(Executable construction) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, construction).getMessage());
        assertTrue(message.contains(": "), message);
        return message.substring(0, message.indexOf(':'));
    }
}

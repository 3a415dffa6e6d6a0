package dev.holdfast.security;

import static dev.holdfast.security.TestTokens.HEADER;
import static dev.holdfast.security.TestTokens.NOW;
import static dev.holdfast.security.TestTokens.claims;
import static dev.holdfast.security.TestTokens.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Refusal;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final TokenVerifier VERIFIER = verifierAt(Duration.ZERO);

    @ParameterizedTest
    @CsvSource({"RS256, RSA", "ES256, EC", "EdDSA, EdDSA"})
    void a_token_signed_by_the_issuer_names_its_caller(String alg, String kind) {
        KeyPair pair = switch (kind) {
            case "RSA" -> TestKeys.RSA;
            case "EC" -> TestKeys.P256;
            default -> TestKeys.ED25519;
        };
        String token = TestTokens.byIssuer(
                alg, pair.getPrivate(), null, claims("scope=\"state:read openid board:write\"", "iat=1", "jti=\"x\""));
        Caller expected = new Caller("acme", "agent-7", Set.of(Scope.STATE_READ, Scope.BOARD_WRITE));
        for (String keys : new String[] {TestKeys.pem(TestKeys.OTHER_RSA.getPublic()), ""}) {
            var source = new KeySource.Pem(keys + TestKeys.pem(pair.getPublic()));
            assertEquals(expected, verifier(TestTokens.rules(source)).verify(token));
        }
        var source = new KeySource.JwksText(TestKeys.jwks(TestKeys.jwk(pair.getPublic(), "k1")));
        assertEquals(expected, verifier(TestTokens.rules(source)).verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void the_types_of_access_tokens_are_taken(String type) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"" + type + "\",\"unknown\":{}}";
        assertEquals("acme", VERIFIER.verify(signed(header, claims())).tenant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"holdfast\"]", "[\"other\",\"holdfast\"]", "\"holdfast\""})
    void our_audience_may_be_one_of_several(String audience) {
        assertEquals(
                "acme",
                VERIFIER.verify(signed(HEADER, claims("aud=" + audience))).tenant());
    }

    @Test
    void a_token_without_audience_is_taken_from_a_client_of_ours() {
        TokenVerifier verifier = verifier(TestTokens.rulesForClients("web", "cli"));
        assertEquals(
                "acme",
                verifier.verify(signed(HEADER, claims("aud=", "client_id=\"cli\"")))
                        .tenant());
        for (String[] foreign : new String[][] {
            {"aud=", "client_id=\"other\""},
            {"aud=", "client_id=[\"cli\"]"},
            {"aud="},
            {"aud=\"cli\"", "client_id=\"cli\""}
        }) {
            Refusal refusal = assertThrows(Refusal.class, () -> verifier.verify(signed(HEADER, claims(foreign))));
            assertEquals("The token is for another audience.", refusal.detail());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "scope=\"projects:read  projects:write \", projects:read projects:write",
                "scope=\"PROJECTS:READ state:* admin\", ``",
                "scp=[\"audit:read\"], audit:read",
                "scp=\"audit:read tenant:admin\", audit:read tenant:admin",
                "`scp=[\"audit:read\",7,null,\"queue:admin triggers:write\"]`, audit:read queue:admin triggers:write",
                "scope=7, ``",
                "scope={}, ``",
                "scope=null, ``"
            })
    void scopes_come_from_scope_and_scp(String claim, String expected) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (String text : expected.isEmpty() ? new String[0] : expected.split(" ", -1)) {
            scopes.add(Scope.of(text).orElseThrow());
        }
        assertEquals(scopes, VERIFIER.verify(signed(HEADER, claims(claim))).scopes());
    }

    @Test
    void scope_and_scp_add_up() {
        Caller caller = VERIFIER.verify(signed(HEADER, claims("scope=\"state:read\"", "scp=[\"state:write\"]")));
        assertEquals(Set.of(Scope.STATE_READ, Scope.STATE_WRITE), caller.scopes());
    }

    @Test
    void the_tenant_claim_can_be_named_otherwise() {
        TokenRules rules = new TokenRules(
                "https://issuer.example",
                "holdfast",
                Set.of(),
                Set.of(TokenAlgorithm.RS256),
                "custom:tenant",
                new KeySource.Pem(TestKeys.pem(TestKeys.RSA.getPublic())));
        assertEquals(
                "globex",
                verifier(rules)
                        .verify(signed(HEADER, claims("custom:tenant=\"globex\"")))
                        .tenant());
    }

    @Test
    void the_longest_values_are_taken() {
        String tenant = "T_-9".repeat(16);
        String subject = "s".repeat(256);
        Caller caller =
                VERIFIER.verify(signed(HEADER, claims("tenant_id=\"" + tenant + "\"", "sub=\"" + subject + "\"")));
        assertEquals(new Caller(tenant, subject, Set.of()), caller);
    }

    @Test
    void a_token_of_8_kb_is_taken_and_a_longer_one_is_not() {
        // 8192 characters less two dots, header and signature leave 5871 bytes of claims.
        int room = 5871 - claims("pad=\"\"").length();
        String longest = signed(HEADER, claims("pad=\"" + "p".repeat(room) + "\""));
        assertEquals(8192, longest.length());
        assertEquals("acme", VERIFIER.verify(longest).tenant());
        String longer = signed(HEADER, claims("pad=\"" + "p".repeat(room + 1) + "\""));
        Refusal refusal = assertThrows(Refusal.class, () -> VERIFIER.verify(longer));
        assertEquals("The token is longer than 8 KB: get a smaller one.", refusal.detail());
    }

    @Test
    void an_expired_token_is_taken_for_5_seconds_of_skew() {
        String token = signed(HEADER, claims("exp=" + NOW.getEpochSecond()));
        assertEquals("acme", verifierAt(Duration.ofSeconds(5)).verify(token).tenant());
        for (Duration late : new Duration[] {Duration.ofSeconds(6), Duration.ofMillis(5001), Duration.ofDays(9000)}) {
            Refusal refusal = assertThrows(Refusal.class, () -> verifierAt(late).verify(token));
            assertEquals("The token has expired: get a new one.", refusal.detail());
        }
        assertEquals(
                "acme",
                VERIFIER.verify(signed(HEADER, claims("exp=" + NOW.getEpochSecond() + ".5")))
                        .tenant());
    }

    @Test
    void a_token_is_taken_5_seconds_before_its_time() {
        String token = signed(HEADER, claims("nbf=" + NOW.getEpochSecond()));
        assertEquals("acme", verifierAt(Duration.ofSeconds(-5)).verify(token).tenant());
        for (Duration early : new Duration[] {Duration.ofSeconds(-6), Duration.ofMillis(-5001)}) {
            Refusal refusal =
                    assertThrows(Refusal.class, () -> verifierAt(early).verify(token));
            assertEquals("The token is not valid yet (nbf): check the issuer's clock.", refusal.detail());
        }
    }

    @Test
    void a_key_set_may_say_what_its_keys_are_for() {
        String jwks = TestKeys.jwks(TestKeys.jwk(TestKeys.RSA.getPublic(), "k1"))
                .replace("\"kid\"", "\"alg\":\"RS256\",\"use\":\"sig\",\"key_ops\":[\"verify\"],\"x5c\":[7],\"kid\"");
        TokenVerifier verifier = verifier(TestTokens.rules(new KeySource.JwksText(jwks)));
        assertEquals("acme", verifier.verify(signed(HEADER, claims())).tenant());
    }

    @Test
    void a_key_id_of_256_characters_is_taken() {
        String header = "{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(256) + "\"}";
        assertEquals("acme", VERIFIER.verify(signed(header, claims())).tenant());
    }

    @Test
    void a_key_id_picks_the_key() {
        var keys = new KeySource.JwksText(TestKeys.jwks(
                TestKeys.jwk(TestKeys.RSA.getPublic(), "one"), TestKeys.jwk(TestKeys.OTHER_RSA.getPublic(), "two")));
        TokenVerifier verifier = verifier(TestTokens.rules(keys));
        assertEquals(
                "acme",
                verifier.verify(TestTokens.byIssuer("RS256", TestKeys.RSA.getPrivate(), "one", claims()))
                        .tenant());
        String swapped = TestTokens.byIssuer("RS256", TestKeys.RSA.getPrivate(), "two", claims());
        assertEquals(
                "The token's signature is wrong.",
                assertThrows(Refusal.class, () -> verifier.verify(swapped)).detail());
        String unknown = TestTokens.byIssuer("RS256", TestKeys.RSA.getPrivate(), "three", claims());
        assertEquals(
                "The token is signed with a key that is not known here.",
                assertThrows(Refusal.class, () -> verifier.verify(unknown)).detail());
    }

    private static TokenVerifier verifierAt(Duration offset) {
        var keys = new KeySource.Pem(TestKeys.pem(TestKeys.RSA.getPublic()));
        return new TokenVerifier(TestTokens.rules(keys), Clock.fixed(NOW.plus(offset), ZoneOffset.UTC));
    }

    private static TokenVerifier verifier(TokenRules rules) {
        return new TokenVerifier(rules, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}

package dev.holdfast.security;

import static dev.holdfast.security.TestTokens.HEADER;
import static dev.holdfast.security.TestTokens.NOW;
import static dev.holdfast.security.TestTokens.claims;
import static dev.holdfast.security.TestTokens.encode;
import static dev.holdfast.security.TestTokens.signed;
import static dev.holdfast.security.TestTokens.signedParts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with the issuer's good signature that are refused all the same, each for one thing that is wrong. */
class HostileTokenTest {
    private static final TokenVerifier VERIFIER = new TokenVerifier(
            TestTokens.rules(new KeySource.Pem(TestKeys.pem(TestKeys.RSA.getPublic()))),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static final String ALGORITHM = "The token is signed with an algorithm that is not taken here.";
    private static final String CRIT = "The token's header must not have crit: no extension is understood.";
    private static final String OWN_KEY = "The token's header must not bring or point to a key (jku, jwk, x5u, x5c).";
    private static final String TYPE = "The token's typ must be JWT or at+jwt.";
    private static final String TENANT =
            "The token needs the claim tenant_id: 1 to 64 letters, digits, underscores or hyphens.";
    private static final String SUBJECT = "The token needs the claim sub: 1 to 256 characters.";

    @Test
    void the_token_that_the_others_differ_from_is_good() {
        assertEquals(new Caller("acme", "agent-7", Set.of()), VERIFIER.verify(signed(HEADER, claims())));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{}|" + ALGORITHM,
                "{\"alg\":\"none\"}|" + ALGORITHM,
                "{\"alg\":\"None\"}|" + ALGORITHM,
                "{\"alg\":\"rs256\"}|" + ALGORITHM,
                "{\"alg\":\"RS256 \"}|" + ALGORITHM,
                "{\"alg\":\"RS512\"}|" + ALGORITHM,
                "{\"alg\":\"PS256\"}|" + ALGORITHM,
                "{\"alg\":\"HS256\"}|" + ALGORITHM,
                "{\"alg\":[\"RS256\"]}|" + ALGORITHM,
                "{\"alg\":null}|" + ALGORITHM,
                "{\"alg\":\"RS256\",\"crit\":[]}|" + CRIT,
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}|" + CRIT,
                "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}|" + CRIT,
                "{\"alg\":\"RS256\",\"crit\":null}|" + CRIT,
                "{\"alg\":\"RS256\",\"jku\":\"https://evil.example/jwks\"}|" + OWN_KEY,
                "{\"alg\":\"RS256\",\"x5u\":\"https://evil.example/cert\"}|" + OWN_KEY,
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}|" + OWN_KEY,
                "{\"alg\":\"RS256\",\"x5c\":[]}|" + OWN_KEY,
                "{\"alg\":\"RS256\",\"typ\":\"secevent+jwt\"}|" + TYPE,
                "{\"alg\":\"RS256\",\"typ\":\"\"}|" + TYPE,
                "{\"alg\":\"RS256\",\"typ\":null}|" + TYPE,
                "{\"alg\":\"RS256\",\"typ\":7}|" + TYPE,
                "{\"alg\":\"RS256\",\"kid\":7}|The token's kid must be a text of at most 256 characters.",
                "{\"alg\":\"RS256\",\"alg\":\"RS256\"}|The token's header is not acceptable JSON.",
                "{\"alg\":\"none\",\"alg\":\"RS256\"}|The token's header is not acceptable JSON.",
                "{\"alg\":\"RS256\"} {}|The token's header is not acceptable JSON.",
                "{\"alg\":\"RS256\"|The token's header is not acceptable JSON.",
                "[\"RS256\"]|The token's header is not a JSON object."
            },
            delimiter = '|')
    void a_hostile_header_is_refused(String header, String detail) {
        assertEquals(detail, refused(signed(header, claims())));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "iss=|The token is from another issuer.",
                "iss=\"https://issuer.example/\"|The token is from another issuer.",
                "iss=\"HTTPS://issuer.example\"|The token is from another issuer.",
                "iss=[\"https://issuer.example\"]|The token is from another issuer.",
                "aud=|The token is for another audience.",
                "aud=\"other\"|The token is for another audience.",
                "aud=\"holdfast2\"|The token is for another audience.",
                "aud=[\"other\",[\"holdfast\"]]|The token is for another audience.",
                "aud=[]|The token is for another audience.",
                "aud=null|The token is for another audience.",
                "aud={\"holdfast\":\"holdfast\"}|The token is for another audience.",
                "exp=|The token has no exp: get one that expires.",
                "exp=null|The token's exp is not a time in seconds since 1970.",
                "exp=\"9999999999\"|The token's exp is not a time in seconds since 1970.",
                "exp=-1|The token's exp is not a time in seconds since 1970.",
                "exp=1e300|The token's exp is not a time in seconds since 1970.",
                "exp=253402300800|The token's exp is not a time in seconds since 1970.",
                "exp=1e400|The token's payload is not acceptable JSON.",
                "exp=1e9999999999|The token's payload is not acceptable JSON.",
                "exp=NaN|The token's payload is not acceptable JSON.",
                "exp=0|The token has expired: get a new one.",
                "exp=1e-300|The token has expired: get a new one.",
                "nbf=\"1\"|The token's nbf is not a time in seconds since 1970.",
                "nbf=-1|The token's nbf is not a time in seconds since 1970.",
                "nbf=null|The token's nbf is not a time in seconds since 1970.",
                "nbf=253402300799|The token is not valid yet (nbf): check the issuer's clock.",
                "iat=\"now\"|The token's iat is not a time in seconds since 1970.",
                "iat=-1|The token's iat is not a time in seconds since 1970.",
                "sub=|" + SUBJECT,
                "sub=\"\"|" + SUBJECT,
                "sub=\" \"|" + SUBJECT,
                "sub=7|" + SUBJECT,
                "sub=\"a\\u0000b\"|" + SUBJECT,
                "tenant_id=|" + TENANT,
                "tenant_id=null|" + TENANT,
                "tenant_id=\"\"|" + TENANT,
                "tenant_id=7|" + TENANT,
                "tenant_id=[\"acme\"]|" + TENANT,
                "tenant_id=\"acme\\n\"|" + TENANT,
                "tenant_id=\"\\nacme\"|" + TENANT,
                "tenant_id=\"acme#x\"|" + TENANT,
                "tenant_id=\"ac me\"|" + TENANT,
                "tenant_id=\"äcme\"|" + TENANT,
                "tenant_id=\"acme\\u0000\"|" + TENANT,
                "x=1,\"tenant_id\":\"other\"|The token's payload is not acceptable JSON.",
                "x=\"\\ud800\"|The token's payload is not acceptable JSON."
            },
            delimiter = '|')
    void a_hostile_claim_is_refused(String claim, String detail) {
        assertEquals(detail, refused(signed(HEADER, claims(claim))));
    }

    @Test
    void claims_that_are_too_long_are_refused() {
        assertEquals(SUBJECT, refused(signed(HEADER, claims("sub=\"" + "s".repeat(257) + "\""))));
        assertEquals(TENANT, refused(signed(HEADER, claims("tenant_id=\"" + "t".repeat(65) + "\""))));
        assertEquals(
                "The token's kid must be a text of at most 256 characters.",
                refused(signed("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(257) + "\"}", claims())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"{}\"", "{}{}", "{"})
    void claims_that_are_no_object_are_refused(String claims) {
        assertNotEquals("", refused(signed(HEADER, claims)));
    }

    static Stream<String> tokensOfAnotherForm() {
        String good = signed(HEADER, claims());
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                "." + parts[1] + "." + parts[2],
                good + ".",
                "." + good,
                good + "." + parts[2],
                "Bearer " + good,
                good + " ",
                good + "\n",
                good.replaceFirst("\\.", ".\n"),
                parts[0] + "." + parts[1] + "." + parts[2] + "==",
                // The last sign of a 256-byte signature carries four spare bits.
                good.substring(0, good.length() - 1) + (char) (good.charAt(good.length() - 1) + 1),
                parts[0] + "." + parts[1] + "." + parts[2].replace('-', '+').replace('_', '/') + "+",
                "é." + parts[1] + "." + parts[2]);
    }

    @ParameterizedTest
    @MethodSource("tokensOfAnotherForm")
    void a_token_of_another_form_is_refused(String token) {
        String detail = refused(token);
        assertEquals(true, detail.contains("base64url"), detail);
    }

    @Test
    void padding_and_stray_bits_are_refused_under_a_good_signature() {
        String header = encode("{\"alg\":\"RS256\" }");
        assertEquals(22, header.length());
        String detail = "A part of the token is not canonical base64url without padding.";
        assertEquals(detail, refused(signedParts(header + "==." + encode(claims()), TestKeys.RSA.getPrivate())));
        String stray = header.substring(0, 21) + (char) (header.charAt(21) + 1);
        assertEquals(detail, refused(signedParts(stray + "." + encode(claims()), TestKeys.RSA.getPrivate())));
    }

    @Test
    void a_token_above_8_kb_is_refused_before_it_is_decoded() {
        assertEquals("The token is longer than 8 KB: get a smaller one.", refused("?".repeat(8193)));
        assertEquals("The token is longer than 8 KB: get a smaller one.", refused("?".repeat(64 * 1024 * 1024)));
    }

    private static String refused(String token) {
        Refusal refusal = assertThrows(Refusal.class, () -> VERIFIER.verify(token));
        assertEquals(Reason.UNAUTHORIZED, refusal.reason());
        return refusal.detail();
    }
}

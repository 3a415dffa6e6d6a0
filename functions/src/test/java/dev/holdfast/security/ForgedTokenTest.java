package dev.holdfast.security;

import static dev.holdfast.security.TestTokens.HEADER;
import static dev.holdfast.security.TestTokens.NOW;
import static dev.holdfast.security.TestTokens.claims;
import static dev.holdfast.security.TestTokens.encode;
import static dev.holdfast.security.TestTokens.signed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Tokens that the issuer never signed. */
class ForgedTokenTest {
    private static final String ALL_KEYS = TestKeys.pem(TestKeys.RSA.getPublic())
            + TestKeys.pem(TestKeys.P256.getPublic())
            + TestKeys.pem(TestKeys.ED25519.getPublic());

    private static final TokenVerifier VERIFIER =
            new TokenVerifier(TestTokens.rules(new KeySource.Pem(ALL_KEYS)), Clock.fixed(NOW, ZoneOffset.UTC));

    private static final String WRONG_SIGNATURE = "The token's signature is wrong.";

    @Test
    void every_changed_byte_of_a_signature_is_noticed() {
        for (KeyPair pair : List.of(TestKeys.RSA, TestKeys.P256, TestKeys.ED25519)) {
            String token = signed(header(pair), claims(), pair.getPrivate());
            assertEquals("acme", VERIFIER.verify(token).tenant());
            byte[] signature = signatureOf(token);
            for (int i = 0; i < signature.length; i++) {
                byte[] changed = signature.clone();
                changed[i] ^= (byte) (1 << (i % 8));
                assertEquals(WRONG_SIGNATURE, refused(withSignature(token, changed)));
            }
        }
    }

    @Test
    void a_signature_of_another_length_is_wrong() {
        for (KeyPair pair : List.of(TestKeys.RSA, TestKeys.P256, TestKeys.ED25519)) {
            String token = signed(header(pair), claims(), pair.getPrivate());
            byte[] signature = signatureOf(token);
            for (int length : new int[] {1, 2, 63, 65, 128, signature.length - 1, signature.length + 1}) {
                if (length != signature.length) {
                    assertEquals(WRONG_SIGNATURE, refused(withSignature(token, Arrays.copyOf(signature, length))));
                }
            }
            assertEquals(WRONG_SIGNATURE, refused(withSignature(token, new byte[signature.length])));
        }
    }

    @Test
    void changed_claims_and_headers_are_noticed() {
        String[] parts = signed(HEADER, claims()).split("\\.", -1);
        String claims = parts[0] + "." + encode(claims("tenant_id=\"globex\"")) + "." + parts[2];
        assertEquals(WRONG_SIGNATURE, refused(claims));
        String header = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2];
        assertEquals(WRONG_SIGNATURE, refused(header));
    }

    @Test
    void the_signature_is_looked_at_before_the_claims() {
        assertEquals(WRONG_SIGNATURE, refused(signed(HEADER, "not json", TestKeys.OTHER_RSA.getPrivate())));
        assertEquals(WRONG_SIGNATURE, refused(signed(HEADER, claims(), TestKeys.OTHER_RSA.getPrivate())));
    }

    @Test
    void the_public_key_is_no_hmac_secret() throws GeneralSecurityException {
        for (byte[] secret : new byte[][] {
            TestKeys.RSA.getPublic().getEncoded(),
            TestKeys.pem(TestKeys.RSA.getPublic()).getBytes(StandardCharsets.US_ASCII)
        }) {
            for (String alg : new String[] {"HS256", "RS256"}) {
                String parts = encode("{\"alg\":\"" + alg + "\"}") + "." + encode(claims());
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                byte[] tag = mac.doFinal(parts.getBytes(StandardCharsets.US_ASCII));
                refused(parts + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(tag));
            }
        }
    }

    @Test
    void a_token_without_signature_is_refused() {
        for (String alg : new String[] {"none", "RS256", "ES256", "EdDSA"}) {
            refused(encode("{\"alg\":\"" + alg + "\"}") + "." + encode(claims()) + ".");
            refused(encode("{\"alg\":\"" + alg + "\"}") + "." + encode(claims()) + ".AA");
        }
    }

    @Test
    void a_signature_under_another_algorithms_name_is_wrong() {
        List<KeyPair> pairs = List.of(TestKeys.RSA, TestKeys.P256, TestKeys.ED25519);
        for (KeyPair named : pairs) {
            for (KeyPair signing : pairs) {
                if (named != signing) {
                    assertEquals(WRONG_SIGNATURE, refused(signed(header(named), claims(), signing.getPrivate())));
                }
            }
        }
    }

    @Test
    void an_algorithm_that_is_switched_off_is_refused_with_its_own_good_key() {
        TokenRules rules = new TokenRules(
                "https://issuer.example",
                "holdfast",
                Set.of(),
                Set.of(TokenAlgorithm.RS256),
                TokenRules.DEFAULT_TENANT_CLAIM,
                new KeySource.JwksText(TestKeys.jwks(
                        TestKeys.jwk(TestKeys.RSA.getPublic(), "rsa"), TestKeys.jwk(TestKeys.P256.getPublic(), "ec"))));
        TokenVerifier verifier = new TokenVerifier(rules, Clock.fixed(NOW, ZoneOffset.UTC));
        String token = signed(header(TestKeys.P256), claims(), TestKeys.P256.getPrivate());
        assertEquals("acme", VERIFIER.verify(token).tenant());
        Refusal refusal = assertThrows(Refusal.class, () -> verifier.verify(token));
        assertEquals("The token is signed with an algorithm that is not taken here.", refusal.detail());
    }

    @Test
    void keys_of_other_curves_and_sizes_beside_good_ones_verify_nothing() {
        for (KeyPair weak : List.of(TestKeys.ec("secp384r1"), TestKeys.pair("Ed448"), TestKeys.rsa(1024))) {
            var keys = new KeySource.JwksText(TestKeys.jwks(
                    TestKeys.jwk(weak.getPublic(), "weak"),
                    TestKeys.jwk(TestKeys.RSA.getPublic(), "rsa"),
                    TestKeys.jwk(TestKeys.P256.getPublic(), "ec"),
                    TestKeys.jwk(TestKeys.ED25519.getPublic(), "ed")));
            TokenVerifier verifier = new TokenVerifier(TestTokens.rules(keys), Clock.fixed(NOW, ZoneOffset.UTC));
            String token = signed(header(weak), claims(), weak.getPrivate());
            Refusal refusal = assertThrows(Refusal.class, () -> verifier.verify(token));
            assertEquals(WRONG_SIGNATURE, refusal.detail());
        }
    }

    @Test
    void a_refusal_holds_nothing_of_the_token() {
        String token = signed(HEADER, claims("tenant_id=\"sekret tenant\"", "sub=\"sekret\""));
        Refusal refusal = assertThrows(Refusal.class, () -> VERIFIER.verify(token));
        assertFalse((refusal.detail() + refusal.facts() + refusal.getMessage()).contains("sekret"));
    }

    private static String header(KeyPair pair) {
        return "{\"alg\":\""
                + switch (pair.getPublic().getAlgorithm()) {
                    case "RSA" -> "RS256";
                    case "EC" -> "ES256";
                    default -> "EdDSA";
                }
                + "\"}";
    }

    private static byte[] signatureOf(String token) {
        return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    }

    private static String withSignature(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String refused(String token) {
        Refusal refusal = assertThrows(Refusal.class, () -> VERIFIER.verify(token));
        assertEquals(Reason.UNAUTHORIZED, refusal.reason());
        return refusal.detail();
    }
}

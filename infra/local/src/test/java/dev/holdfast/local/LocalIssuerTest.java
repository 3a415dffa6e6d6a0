package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path data;

    @Test
    void a_token_verifies_with_the_published_key_and_says_who_may_do_what_until_when() throws Exception {
        SigningKey key = SigningKey.in(DataDirectory.open(data));
        String token = issue(key);

        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(publicKey(key.publicPem()))
                .setExpectedIssuer("https://local.holdfast.dev")
                .setExpectedAudience("holdfast-local")
                .setRequireIssuedAt()
                .setRequireNotBefore()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build();
        JwtContext context = consumer.process(token);
        JwtClaims claims = context.getJwtClaims();
        assertEquals("agent", claims.getSubject());
        assertEquals("t1", claims.getStringClaimValue("tenant_id"));
        assertEquals("state:read state:write", claims.getStringClaimValue("scope"));
        assertEquals(NOW.getEpochSecond() + 90, claims.getExpirationTime().getValue());
        assertEquals(key.id(), context.getJoseObjects().getFirst().getKeyIdHeaderValue());
        assertEquals("ES256", context.getJoseObjects().getFirst().getAlgorithmHeaderValue());
    }

    @Test
    void no_two_tokens_are_the_same() {
        SigningKey key = SigningKey.in(DataDirectory.open(data));
        assertNotEquals(issue(key), issue(key));
    }

    private static String issue(SigningKey key) {
        return new LocalIssuer(key)
                .token("t1", "agent", List.of("state:read", "state:write"), Duration.ofSeconds(90), NOW);
    }

    private static PublicKey publicKey(String pem) throws Exception {
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}

package dev.holdfast.security;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Tokens as an issuer signs them, and as no issuer would: well signed, whatever header and claims say. */
final class TestTokens {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String HEADER = "{\"alg\":\"RS256\"}";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private TestTokens() {}

    static TokenRules rules(KeySource keys) {
        return new TokenRules(
                "https://issuer.example",
                "holdfast",
                Set.of(),
                Set.of(TokenAlgorithm.values()),
                TokenRules.DEFAULT_TENANT_CLAIM,
                keys);
    }

    static TokenRules rulesForClients(String... clientIds) {
        return new TokenRules(
                "https://issuer.example",
                null,
                Set.of(clientIds),
                Set.of(TokenAlgorithm.RS256),
                TokenRules.DEFAULT_TENANT_CLAIM,
                new KeySource.Pem(TestKeys.pem(TestKeys.RSA.getPublic())));
    }

    /** Claims that are good at {@link #NOW}, with the later of two members of a name. */
    static String claims(String... overrides) {
        var claims = new LinkedHashMap<String, String>();
        claims.put("iss", "\"https://issuer.example\"");
        claims.put("aud", "\"holdfast\"");
        claims.put("sub", "\"agent-7\"");
        claims.put("exp", Long.toString(NOW.getEpochSecond() + 300));
        claims.put("tenant_id", "\"acme\"");
        for (String override : overrides) {
            String[] member = override.split("=", 2);
            if (member[1].isEmpty()) {
                claims.remove(member[0]);
            } else {
                claims.put(member[0], member[1]);
            }
        }
        var text = new StringBuilder();
        claims.forEach((name, value) -> text.append(text.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return text.append('}').toString();
    }

    /** Signed through jose4j's own front door. */
    static String byIssuer(String alg, PrivateKey key, @Nullable String keyId, String claims) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(alg);
        if (keyId != null) {
            token.setKeyIdHeaderValue(keyId);
        }
        token.setPayload(claims);
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with the RSA key of the tests, whatever the header says. */
    static String signed(String header, String claims) {
        return signed(header, claims, TestKeys.RSA.getPrivate());
    }

    static String signed(String header, String claims, PrivateKey key) {
        return signedParts(encode(header) + "." + encode(claims), key);
    }

    static String signedParts(String headerAndClaims, PrivateKey key) {
        JsonWebSignatureAlgorithm algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> new RsaUsingShaAlgorithm.RsaSha256();
            case "EC" -> new EcdsaUsingShaAlgorithm.EcdsaP256UsingSha256();
            default -> new EdDsaAlgorithm();
        };
        try {
            var context = new ProviderContext();
            byte[] signature = algorithm.sign(
                    algorithm.prepareForSign(key, context), headerAndClaims.getBytes(StandardCharsets.US_ASCII));
            return headerAndClaims + "." + BASE64URL.encodeToString(signature);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

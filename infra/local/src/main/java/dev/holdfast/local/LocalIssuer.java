package dev.holdfast.local;

import dev.holdfast.security.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues the tokens (RFC 7519) that the local process accepts; on AWS an identity provider does. */
record LocalIssuer(SigningKey key) {
    static final String ISSUER = "https://local.holdfast.dev";
    static final String AUDIENCE = "holdfast-local";
    static final List<String> ALL_SCOPES =
            Arrays.stream(Scope.values()).map(Scope::text).toList();

    /** A compact token, valid from {@code now}. */
    String token(String tenant, String subject, List<String> scopes, Duration ttl, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringClaim("tenant_id", tenant);
        claims.setStringClaim("scope", String.join(" ", scopes));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(ttl).getEpochSecond()));
        claims.setJwtId(UUID.randomUUID().toString());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(key.id());
        signature.setKey(key.privateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException unusableKey) {
            throw new IllegalStateException("The local key does not sign", unusableKey);
        }
    }
}

package dev.holdfast.security;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Refusal;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys of a JSON Web Key Set (RFC 7517). */
final class JwkSet {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_KEYS = 100;
    // Nothing else of a key is looked at: no certificates, no private or symmetric parts.
    private static final List<String> PUBLIC_MEMBERS = List.of("kty", "n", "e", "crv", "x", "y");

    private JwkSet() {}

    /**
     * The keys that an allowed algorithm takes; others are left out (RFC 7517 section 5).
     *
     * @throws IllegalArgumentException if {@code utf8} is no key set
     */
    static List<VerificationKey> of(byte[] utf8, SignatureCheck signatures) {
        JsonNode keys;
        try {
            keys = StrictJson.parse(utf8, MAX_BYTES).path("keys");
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("keys: the key set cannot be read. " + refusal.detail(), refusal);
        }
        if (!keys.isArray() || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("keys: a key set has an array of at most 100 keys");
        }
        return keys.valueStream().flatMap(it -> key(it, signatures).stream()).toList();
    }

    private static Optional<VerificationKey> key(JsonNode jwk, SignatureCheck signatures) {
        boolean verifies = text(jwk, "use").orElse("sig").equals("sig")
                && (!jwk.has("key_ops")
                        || jwk.path("key_ops").valueStream().anyMatch(it -> "verify".equals(it.textValue())));
        if (!verifies) {
            return Optional.empty();
        }
        Map<String, Object> members = new HashMap<>();
        PUBLIC_MEMBERS.forEach(name -> text(jwk, name).ifPresent(value -> members.put(name, value)));
        try {
            PublicKey key = PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey();
            return signatures
                    .algorithmOf(key)
                    .filter(it -> text(jwk, "alg").orElse(it.text()).equals(it.text()))
                    .map(it -> new VerificationKey(text(jwk, "kid").orElse(null), it, key));
        } catch (JoseException | RuntimeException e) {
            // jose4j answers a coordinate that is no point, a zero modulus and the like with either.
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }
}

package dev.holdfast.security;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;
import org.jose4j.jws.EdDsaAlgorithm;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.jws.RsaUsingShaAlgorithm;
import org.jose4j.lang.JoseException;

/** jose4j's signature algorithms, each with keys of its own kind only. Thread-safe. */
final class SignatureCheck {
    private static final int ES256_BYTES = 64;

    // Not through JsonWebSignature: its registry tries every algorithm there is, 0.1 s of a cold start.
    private final Map<TokenAlgorithm, JsonWebSignatureAlgorithm> algorithms = new EnumMap<>(TokenAlgorithm.class);

    private final ProviderContext providers = new ProviderContext();

    SignatureCheck(Set<TokenAlgorithm> allowed) {
        for (TokenAlgorithm algorithm : allowed) {
            algorithms.put(
                    algorithm,
                    switch (algorithm) {
                        case RS256 -> new RsaUsingShaAlgorithm.RsaSha256();
                        case ES256 -> new EcdsaUsingShaAlgorithm.EcdsaP256UsingSha256();
                        case EDDSA -> new EdDsaAlgorithm();
                    });
        }
    }

    /** The allowed algorithm that the key is for: RSA from 2048 bits, P-256 or Ed25519. */
    Optional<TokenAlgorithm> algorithmOf(PublicKey key) {
        TokenAlgorithm algorithm = switch (key) {
            case RSAPublicKey _ -> TokenAlgorithm.RS256;
            case ECPublicKey _ -> TokenAlgorithm.ES256;
            default -> TokenAlgorithm.EDDSA;
        };
        JsonWebSignatureAlgorithm check = algorithms.get(algorithm);
        boolean ed448 = key instanceof EdECPublicKey edwards
                && !edwards.getParams().getName().equals("Ed25519");
        if (check == null || ed448) {
            return Optional.empty();
        }
        try {
            check.validateVerificationKey(key);
            return Optional.of(algorithm);
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code signature} over {@code signed} was made with the key's private half. */
    boolean isGood(byte[] signature, byte[] signed, VerificationKey key) {
        JsonWebSignatureAlgorithm check = algorithms.get(key.algorithm());
        if (check == null || (key.algorithm() == TokenAlgorithm.ES256 && signature.length != ES256_BYTES)) {
            return false;
        }
        try {
            return check.verifySignature(signature, key.key(), signed, providers);
        } catch (JoseException e) {
            return false;
        }
    }
}

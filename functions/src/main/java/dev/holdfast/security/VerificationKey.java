package dev.holdfast.security;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A public key and the one algorithm that it is for.
 *
 * @param id the {@code kid}; null if it has none, as keys from PEM
 */
record VerificationKey(@Nullable String id, TokenAlgorithm algorithm, PublicKey key) {
    /** Whether a token with this header may be signed with it. A key or a token without an id fits any. */
    boolean fits(TokenHeader header) {
        return algorithm == header.algorithm() && (id == null || header.keyId() == null || id.equals(header.keyId()));
    }
}

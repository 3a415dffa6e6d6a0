package dev.holdfast.security;

import dev.holdfast.problem.Refusal;
import java.util.List;

/** The keys that may have signed a token. Thread-safe. */
interface TokenKeys {
    /**
     * The keys that fit a header; none if the token's key is not known.
     *
     * @throws Refusal UNAVAILABLE if that cannot be told now
     */
    List<VerificationKey> fitting(TokenHeader header);
}

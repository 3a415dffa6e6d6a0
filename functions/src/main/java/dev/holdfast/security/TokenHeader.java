package dev.holdfast.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token's header (RFC 7515 section 4) says about its signature.
 *
 * @param keyId null if it names none
 */
record TokenHeader(TokenAlgorithm algorithm, @Nullable String keyId) {
    private static final List<String> KEYS_OF_ITS_OWN = List.of("jku", "jwk", "x5u", "x5c");
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final int MAX_KEY_ID_CHARS = 256;

    /**
     * Reads a header.
     *
     * @throws Refusal UNAUTHORIZED for an algorithm that is not allowed, a key or critical extensions in the header,
     *     another type
     */
    static TokenHeader of(ObjectNode header, Set<TokenAlgorithm> allowed) {
        if (KEYS_OF_ITS_OWN.stream().anyMatch(header::has)) {
            throw BadToken.because("The token's header must not bring or point to a key (jku, jwk, x5u, x5c).");
        }
        if (header.has("crit")) {
            throw BadToken.because("The token's header must not have crit: no extension is understood.");
        }
        JsonNode type = header.path("typ");
        if (!type.isMissingNode()
                && !(type.isTextual() && TYPES.contains(type.textValue().toLowerCase(Locale.ROOT)))) {
            throw BadToken.because("The token's typ must be JWT or at+jwt.");
        }
        return new TokenHeader(algorithm(header.path("alg"), allowed), keyId(header.path("kid")));
    }

    private static TokenAlgorithm algorithm(JsonNode alg, Set<TokenAlgorithm> allowed) {
        Optional<TokenAlgorithm> known = alg.isTextual() ? TokenAlgorithm.of(alg.textValue()) : Optional.empty();
        return known.filter(allowed::contains)
                .orElseThrow(() -> BadToken.because("The token is signed with an algorithm that is not taken here."));
    }

    private static @Nullable String keyId(JsonNode kid) {
        if (kid.isMissingNode()) {
            return null;
        }
        if (!kid.isTextual() || kid.textValue().length() > MAX_KEY_ID_CHARS) {
            throw BadToken.because("The token's kid must be a text of at most 256 characters.");
        }
        return kid.textValue();
    }
}

package dev.holdfast.security;

import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Turns a bearer token (RFC 9068, RFC 7519) into the caller it was issued for. Thread-safe. */
public final class TokenVerifier {
    private final TokenRules rules;
    private final Clock clock;
    private final SignatureCheck signatures;
    private final TokenKeys keys;

    /** Refuses keys in the configuration that cannot be used, with {@link IllegalArgumentException}; fetches nothing. */
    public TokenVerifier(TokenRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
        signatures = new SignatureCheck(rules.algorithms());
        keys = switch (rules.keys()) {
            case KeySource.Pem(String text) -> KeyRing.ofSome(PemKeys.of(text, signatures));
            case KeySource.JwksText(String json) ->
                KeyRing.ofSome(JwkSet.of(json.getBytes(StandardCharsets.UTF_8), signatures));
            case KeySource.Jwks(var location) -> new FetchedKeys(location, signatures, clock);
        };
    }

    /**
     * The caller that {@code token} was issued for. Nothing in the token is believed before its signature is good,
     * except which of our keys to try.
     *
     * @param token the compact serialization, without a scheme in front
     * @throws Refusal UNAUTHORIZED with what to do about it and nothing of the token; UNAVAILABLE with
     *     {@code retry_after} in seconds if the keys cannot be fetched
     */
    public Caller verify(String token) {
        CompactToken parts = CompactToken.of(token);
        TokenHeader header = TokenHeader.of(parts.header(), rules.algorithms());
        List<VerificationKey> fitting = keys.fitting(header);
        if (fitting.isEmpty()) {
            throw BadToken.because("The token is signed with a key that is not known here.");
        }
        if (fitting.stream().noneMatch(it -> parts.isSignedWith(it, signatures))) {
            throw BadToken.because("The token's signature is wrong.");
        }
        return new TokenClaims(parts.claims(), rules).caller(clock.instant());
    }
}

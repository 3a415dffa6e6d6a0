package dev.holdfast.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are good.
 *
 * @param issuer what {@code iss} must be
 * @param audience what {@code aud} must contain; null if only tokens without {@code aud} are taken
 * @param clientIds what {@code client_id} may be in tokens without {@code aud}, as Amazon Cognito's access tokens are
 * @param algorithms the signature algorithms that are taken, at least one
 * @param tenantClaim the claim that names the tenant
 */
public record TokenRules(
        String issuer,
        @Nullable String audience,
        Set<String> clientIds,
        Set<TokenAlgorithm> algorithms,
        String tenantClaim,
        KeySource keys) {
    public static final String DEFAULT_TENANT_CLAIM = "tenant_id";

    /** Refuses with {@link IllegalArgumentException} whatever would let every token pass or none. */
    public TokenRules {
        clientIds = Set.copyOf(clientIds);
        algorithms = Set.copyOf(algorithms);
        demand(!issuer.isBlank(), "issuer: name who issues the tokens");
        demand(audience == null || !audience.isBlank(), "audience: must not be blank");
        demand(clientIds.stream().noneMatch(String::isBlank), "client_ids: must not be blank");
        demand(audience != null || !clientIds.isEmpty(), "audience: set it, or client_ids for tokens without aud");
        demand(!algorithms.isEmpty(), "algorithms: name at least one of RS256, ES256, EdDSA");
        demand(!tenantClaim.isBlank(), "tenant_claim: name the claim that holds the tenant");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

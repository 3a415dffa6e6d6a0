package dev.holdfast.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Configuration under {@code holdfast.*}: application.properties, overridden by the environment ({@code HOLDFAST_TOKEN_ISSUER}). */
@ConfigMapping(prefix = "holdfast")
public interface Settings {
    /** The table's name. */
    @WithDefault("holdfast")
    String table();

    /**
     * The keys that seal what is stored in secret: a keyset as JSON, or the file: URL of one. Without it the service
     * starts, and refuses to store secrets.
     */
    Optional<String> keyset();

    /** Over how many partitions of the due index work is spread. Fewer only once the others are drained. */
    @WithDefault("4")
    int shards();

    /** How long a project's events are kept. */
    @WithDefault("P90D")
    Duration eventsKept();

    /** The name of the function to invoke when work is due now; without it, work waits for the schedule. */
    Optional<String> drainFunction();

    /** The kind of board of projects that name no provider; without it, those have no board. */
    Optional<String> usualProvider();

    Token token();

    Outbound outbound();

    /** Which addresses that users give may be called. */
    interface Outbound {
        /**
         * Host names, addresses and CIDRs that may be called besides the Internet over TLS: over plain HTTP too, and at
         * private addresses.
         */
        Optional<List<String>> allow();
    }

    /** Which tokens are trusted. */
    interface Token {
        /** What {@code iss} must be. */
        String issuer();

        /** What {@code aud} must contain. */
        Optional<String> audience();

        /** Instead of {@code aud}: what {@code client_id} must be one of, for issuers without {@code aud}. */
        Optional<Set<String>> clientIds();

        /**
         * The issuer's public keys: PEM blocks, a JWKS document, the https URL of a JWKS, or a file: URL of either text.
         */
        String keys();

        @WithDefault("RS256,ES256,EdDSA")
        Set<String> algorithms();

        /** The claim that names the tenant. */
        @WithDefault("tenant_id")
        String tenantClaim();
    }
}

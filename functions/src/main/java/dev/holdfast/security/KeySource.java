package dev.holdfast.security;

import java.net.URI;
import java.util.Set;

/** Where the public keys that verify tokens come from. */
public sealed interface KeySource {
    /** One or more {@code PUBLIC KEY} blocks (RFC 7468 section 13); while keys rotate, the old one and the new one. */
    record Pem(String text) implements KeySource {}

    /** A JSON Web Key Set (RFC 7517 section 5) in the configuration. */
    record JwksText(String json) implements KeySource {}

    /** A JSON Web Key Set behind {@code https}; {@code http} only on this machine. */
    record Jwks(URI location) implements KeySource {
        private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

        /** Refuses with {@link IllegalArgumentException} a location that others could read or answer. */
        public Jwks {
            String host = location.getHost();
            boolean safe = "https".equals(location.getScheme())
                    || ("http".equals(location.getScheme()) && host != null && LOOPBACK.contains(host));
            if (host == null || !safe || location.getRawUserInfo() != null || location.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "keys: the location of the key set must be an https URL without user and fragment");
            }
        }
    }
}

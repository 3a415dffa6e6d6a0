package dev.holdfast.security;

import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms (RFC 7518 section 3.1, RFC 8037 section 3.1) that a token may use. */
public enum TokenAlgorithm {
    RS256("RS256"),
    ES256("ES256"),
    /** With Ed25519 keys only. */
    EDDSA("EdDSA");

    private final String text;

    TokenAlgorithm(String text) {
        this.text = text;
    }

    /** The {@code alg} header parameter. */
    public String text() {
        return text;
    }

    /** The algorithm with exactly this {@code alg}, case included. */
    public static Optional<TokenAlgorithm> of(String text) {
        return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
    }
}

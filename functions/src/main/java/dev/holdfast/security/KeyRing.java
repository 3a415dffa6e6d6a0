package dev.holdfast.security;

import java.util.List;

/** A fixed list of keys. Immutable. */
record KeyRing(List<VerificationKey> keys) implements TokenKeys {
    static final KeyRing EMPTY = new KeyRing(List.of());

    KeyRing {
        keys = List.copyOf(keys);
    }

    /** {@link IllegalArgumentException} if there is no key at all, since then no token would ever be good. */
    static KeyRing ofSome(List<VerificationKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "keys: there is no public key for the allowed algorithms (RSA from 2048 bits, P-256, Ed25519)");
        }
        return new KeyRing(keys);
    }

    @Override
    public List<VerificationKey> fitting(TokenHeader header) {
        return keys.stream().filter(it -> it.fits(header)).toList();
    }
}

package dev.holdfast.project;

import java.security.SecureRandom;

/** Tells one registration of a project from the next one after a deletion: 60 random bits in 12 characters. */
final class Incarnation {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Incarnation() {}

    static String next() {
        String digits = Long.toUnsignedString(RANDOM.nextLong() >>> 4, 32);
        return "0".repeat(12 - digits.length()) + digits;
    }
}

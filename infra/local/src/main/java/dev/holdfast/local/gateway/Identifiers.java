package dev.holdfast.local.gateway;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Fresh ids in the forms that AWS gives them. */
final class Identifiers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {}

    /** Sixteen characters of Base64, as in {@code JKJaXmPLvHcESHA=}. */
    static String gatewayRequest() {
        return Base64.getEncoder().encodeToString(random(11));
    }

    /** An X-Ray root: version, seconds and 96 bits in hexadecimal. */
    static String traceRoot(Instant time) {
        return "Root=1-%08x-%s".formatted(time.getEpochSecond(), HexFormat.of().formatHex(random(12)));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

package dev.holdfast.security;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The addresses that begin with the same bits.
 *
 * @param start any of them
 * @param bits how many bits they share
 */
record Network(InetAddress start, int bits) {
    private static final int BITS_OF_A_BYTE = 8;
    private static final int MOST_DIGITS = 3;

    /** Reads {@code 10.0.0.0/8}, {@code fd12::/16} or a single address. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        return IpLiteral.parse(slash < 0 ? text : text.substring(0, slash)).flatMap(start -> {
            int most = start.getAddress().length * BITS_OF_A_BYTE;
            int bits = slash < 0 ? most : bits(text.substring(slash + 1));
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(start, bits));
        });
    }

    /** For networks that are known to be well written. */
    static Network of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    boolean contains(InetAddress address) {
        byte[] first = start.getAddress();
        byte[] other = address.getAddress();
        if (first.length != other.length) {
            return false;
        }
        for (int i = 0; i * BITS_OF_A_BYTE < bits; i++) {
            int unused = Math.max(0, (i + 1) * BITS_OF_A_BYTE - bits);
            if ((first[i] & 0xff) >> unused != (other[i] & 0xff) >> unused) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String text) {
        boolean plain =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(text) : -1;
    }
}

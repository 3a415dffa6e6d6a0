package dev.holdfast.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** The IPv4 addresses within an IPv6 address. */
final class EmbeddedAddress {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int LAST = V6_BYTES - V4_BYTES;

    /** Compatible and translated (RFC 4291 section 2.5.5.1, RFC 2765), and NAT64 (RFC 6052, RFC 8215). */
    private static final List<Network> AT_THE_END = List.of(
            Network.of("::/96"),
            Network.of("::ffff:0:0:0/96"),
            Network.of("64:ff9b::/96"),
            Network.of("64:ff9b:1::/48"));

    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final int AFTER_SIX_TO_FOUR = 2;
    private static final Network TEREDO = Network.of("2001::/32");
    private static final int TEREDO_SERVER = 4;

    private EmbeddedAddress() {}

    /** The same address without zone; a mapped one (RFC 4291 section 2.5.5.2) as the IPv4 address it is. */
    static InetAddress unmapped(InetAddress address) {
        return ofBytes(address.getAddress());
    }

    /** Where an unmapped address may lead to through a translator or a tunnel. */
    static List<InetAddress> in(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != V6_BYTES || address.isLoopbackAddress()) {
            return List.of();
        }
        if (SIX_TO_FOUR.contains(address)) {
            return List.of(v4(bytes, AFTER_SIX_TO_FOUR));
        }
        if (TEREDO.contains(address)) {
            return List.of(v4(bytes, TEREDO_SERVER), v4(inverted(bytes), LAST));
        }
        boolean ends = isIsatap(bytes) || AT_THE_END.stream().anyMatch(network -> network.contains(address));
        return ends ? List.of(v4(bytes, LAST)) : List.of();
    }

    /** RFC 5214 section 6.1. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    }

    /** As Teredo writes its clients' addresses (RFC 4380 section 4). */
    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = bytes.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        return inverted;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        return ofBytes(Arrays.copyOfRange(bytes, from, from + V4_BYTES));
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

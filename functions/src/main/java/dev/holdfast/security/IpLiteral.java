package dev.holdfast.security;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses in their one plain spelling. The JDK also reads {@code 10.1}, zones and, when told so, {@code 0x7f.1}. */
final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private IpLiteral() {}

    /** Four decimal octets without leading zeros, or an IPv6 address (RFC 4291 section 2.2) without brackets or zone. */
    static Optional<InetAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

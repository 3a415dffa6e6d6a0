package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL in the one spelling that every reader of it understands alike. Its text shows neither path nor query, since
 * both may hold secrets.
 *
 * @param host a name in lower case, or an address without brackets
 * @param path as it stands in a request line: with the query, never empty
 */
record OutboundUrl(boolean encrypted, String host, int port, String path) {
    private static final int MOST_CHARS = 2_048;
    private static final int MOST_HOST_CHARS = 253;
    private static final int LARGEST_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*" + LABEL);
    /** Many readers take a name that ends so for an address: 127.1, 2130706433, 0x7f.1. */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    /** @throws Refusal URL_NOT_ALLOWED */
    static OutboundUrl parse(String text) {
        URI uri = uri(text);
        Matcher authority =
                AUTHORITY.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
        demand(authority.matches(), "Write the host as a plain name or address, without user, zone or escapes.");
        demand(uri.getRawFragment() == null, "Leave out the fragment.");
        boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
        String port = authority.group(2);
        return new OutboundUrl(
                encrypted,
                host(authority.group(1).toLowerCase(Locale.ROOT)),
                port == null ? (encrypted ? HTTPS : HTTP) : Integer.parseInt(port),
                path(uri));
    }

    private static URI uri(String text) {
        demand(text.length() <= MOST_CHARS, "Use a URL of at most " + MOST_CHARS + " characters.");
        try {
            URI uri = new URI(new URI(text).toASCIIString());
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            demand(scheme.equals("https") || scheme.equals("http"), "Use an https URL.");
            return uri;
        } catch (URISyntaxException _) {
            // Neither message nor cause: both quote the URL.
            throw refused("Use an https URL, with everything escaped that a URL has to escape.");
        }
    }

    private static String host(String host) {
        if (host.startsWith("[")) {
            String address = host.substring(1, host.length() - 1);
            demand(IpLiteral.parse(address).isPresent(), "The address in brackets is none.");
            return address;
        }
        boolean plain = host.length() <= MOST_HOST_CHARS
                && NAME.matcher(host).matches()
                && !ENDS_IN_A_NUMBER.matcher(host).matches();
        demand(
                plain || IpLiteral.parse(host).isPresent(),
                "Write the host as a DNS name (in its xn-- form if need be, without a final dot),"
                        + " as four decimal numbers, or as an IPv6 address in brackets.");
        return host;
    }

    private static String path(URI uri) {
        String path =
                Optional.ofNullable(uri.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    OutboundUrl {
        demand(port > 0 && port <= LARGEST_PORT, "Use a port from 1 to " + LARGEST_PORT + ".");
    }

    /** The address, if the host is one. */
    Optional<InetAddress> address() {
        return IpLiteral.parse(host);
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    static Refusal refused(String detail) {
        return new Refusal(Reason.URL_NOT_ALLOWED, detail);
    }

    @Override
    public String toString() {
        return (encrypted ? "https://" : "http://") + host + ":" + port;
    }
}

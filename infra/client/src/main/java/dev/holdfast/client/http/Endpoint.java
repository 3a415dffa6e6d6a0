package dev.holdfast.client.http;

import dev.holdfast.client.input.BadInput;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The base address of a service, without a slash at its end.
 *
 * @param url lower-case scheme and host, the port unless it is the scheme's own, the path
 */
public record Endpoint(String url) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    /**
     * Reads an address. A token is sent there, so plain http is taken for this machine itself only.
     *
     * @param insecureHttp take plain http for any host
     * @throws BadInput for anything but such an address
     */
    public static Endpoint parse(String text, boolean insecureHttp) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException notAUri) {
            throw new BadInput("The URL cannot be read; it looks like https://holdfast.example.com");
        }
        String scheme = lower(uri.getScheme());
        String host = lower(uri.getHost());
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new BadInput("The URL must be an https address such as https://holdfast.example.com");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new BadInput("The URL must have no user, query or fragment");
        }
        if (scheme.equals("http") && !insecureHttp && !isLoopback(host)) {
            throw new BadInput("The token would cross the network in plain text: use https, or --insecure-http");
        }
        int ownPort = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == ownPort ? "" : ":" + uri.getPort();
        return new Endpoint(scheme + "://" + host + port + uri.getRawPath().replaceAll("/+$", ""));
    }

    URI resolve(String path) {
        return URI.create(url + path);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK_NAMES.contains(host) || LOOPBACK_V4.matcher(host).matches();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}

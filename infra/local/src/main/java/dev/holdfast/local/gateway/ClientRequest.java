package dev.holdfast.local.gateway;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param target the request line's target, not decoded
 * @param protocol such as {@code HTTP/1.1}
 * @param body what was read of it; longer than {@link Gateway#BODY_LIMIT} if it is too large
 * @param peer the client's IP address
 * @param port the port it came in on
 */
public record ClientRequest(
        String method,
        String target,
        String protocol,
        List<Header> headers,
        Buffer body,
        String peer,
        int port,
        Instant time) {
    public ClientRequest {
        headers = List.copyOf(headers);
    }

    /** The first header of that name, in any case. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The target up to its query, without the scheme and host that a proxy's client sends. */
    String rawPath() {
        String local = target.replaceFirst("^(?i:https?)://[^/?]*", "");
        int query = local.indexOf('?');
        String path = query < 0 ? local : local.substring(0, query);
        return path.isEmpty() ? "/" : path;
    }

    /** The query without its question mark, as sent; empty if there is none. */
    String rawQuery() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** Bytes of the request line and the headers. */
    int headSize() {
        int requestLine = method.length() + target.length() + protocol.length();
        return requestLine
                + headers.stream()
                        .mapToInt(header ->
                                header.name().length() + header.value().length())
                        .sum();
    }
}

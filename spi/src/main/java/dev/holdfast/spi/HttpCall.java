package dev.holdfast.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call to a back end. Immutable; its text form shows neither address nor headers nor body, all of which may hold
 * secrets.
 *
 * @param method of HTTP, in capitals
 * @param headers by name; {@code Host} and those that frame the message are the host's own
 * @param body empty for none
 * @param limit for the whole call, at most {@link #LONGEST}
 * @param mostBytes of the answer's body; a longer one is {@link BoardFailure.Unavailable}
 */
public record HttpCall(
        String method, URI url, Map<String, String> headers, Content body, Duration limit, int mostBytes) {

    /** What a call may last. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    /** What is read of an answer unless the call says more, in bytes. */
    public static final int ORDINARY_BYTES = 1024 * 1024;

    public HttpCall {
        headers = Map.copyOf(headers);
        if (!limit.isPositive() || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("limit");
        }
        Limits.range("mostBytes", mostBytes, 0, Content.MAX_BYTES);
    }

    /** A call without headers and body. */
    public static HttpCall of(String method, URI url) {
        return new HttpCall(method, url, Map.of(), Content.EMPTY, LONGEST, ORDINARY_BYTES);
    }

    /** The same call with one header more. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new HttpCall(method, url, more, body, limit, mostBytes);
    }

    /** The same call with this body. */
    public HttpCall with(Content newBody) {
        return new HttpCall(method, url, headers, newBody, limit, mostBytes);
    }

    /** The same call, which must end by the deadline. */
    public HttpCall by(Deadline deadline) {
        Duration left = deadline.left();
        return new HttpCall(method, url, headers, body, left.compareTo(LONGEST) < 0 ? left : LONGEST, mostBytes);
    }

    /** The same call, of whose answer so many bytes are read: for files. */
    public HttpCall upTo(int bytes) {
        return new HttpCall(method, url, headers, body, limit, bytes);
    }

    @Override
    public String toString() {
        return "HttpCall[" + method + "]";
    }
}

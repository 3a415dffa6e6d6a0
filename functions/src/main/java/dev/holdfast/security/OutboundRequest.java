package dev.holdfast.security;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call to an address that a user gave. Its text shows none of it, since all of it may hold secrets.
 *
 * @param method of HTTP, in capitals
 * @param headers by name; {@code Host} and those that frame the message are the client's own
 * @param body empty for none
 * @param limit for the whole call, at most {@link #LONGEST}
 * @param mostAnswerBytes of the answer's body, at most {@link #MOST_FILE_BYTES}; what comes after is not read
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record OutboundRequest(
        String method, String url, Map<String, String> headers, byte[] body, Duration limit, int mostAnswerBytes) {
    public static final Duration LONGEST = Duration.ofSeconds(5);
    public static final int MOST_ANSWER_BYTES = 1024 * 1024;
    /** Of files, for which more may be asked. */
    public static final int MOST_FILE_BYTES = 8 * 1024 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    /** Visible ASCII with blanks and tabs within (RFC 9110 section 5.5): nothing that ends a line. */
    private static final Pattern VALUE = Pattern.compile("([!-~]([ \\t!-~]*[!-~])?)?");

    private static final Set<String> FRAMING = Set.of(
            "host",
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "accept-encoding");

    /** Refuses with {@link IllegalArgumentException} what HTTP/1.1 cannot carry and what exceeds a limit. */
    public OutboundRequest {
        headers = Map.copyOf(headers);
        demand(TOKEN.matcher(method).matches(), "method");
        headers.forEach((name, value) -> {
            demand(TOKEN.matcher(name).matches() && !FRAMING.contains(name.toLowerCase(Locale.ROOT)), "header name");
            demand(VALUE.matcher(value).matches(), "header value");
        });
        demand(limit.isPositive() && limit.compareTo(LONGEST) <= 0, "limit");
        demand(mostAnswerBytes >= 0 && mostAnswerBytes <= MOST_FILE_BYTES, "mostAnswerBytes");
    }

    /** With the most of time, and of an answer that is no file. */
    public OutboundRequest(String method, String url, Map<String, String> headers, byte[] body) {
        this(method, url, headers, body, LONGEST, MOST_ANSWER_BYTES);
    }

    private static void demand(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    @Override
    public String toString() {
        return "OutboundRequest[" + method + "]";
    }
}

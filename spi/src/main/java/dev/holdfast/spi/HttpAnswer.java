package dev.holdfast.spi;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a back end answered. Immutable; its text form shows the status alone.
 *
 * @param headers values by name in lower case, in their order
 * @param body as it was sent, not decompressed
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, Content body) {

    /** Without a word of the back end: how long to wait before the next call. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

    public HttpAnswer {
        Map<String, List<String>> lower = new HashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lower);
    }

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** What {@code Retry-After} asks for in seconds (RFC 9110 section 10.2.3); empty for a date and for none. */
    public Optional<Duration> retryAfter() {
        return header("retry-after")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** What an answer other than 2xx and 304 means where a back end gives its status the usual meaning. */
    public BoardFailure failure() {
        return switch (status) {
            case 401, 403 -> new BoardFailure.Unauthorized("The board's back end does not accept the credentials");
            case 404, 410 -> new BoardFailure.NotFound("The board's back end has no such thing");
            case 429 ->
                new BoardFailure.RateLimited(
                        "The board's back end takes no more calls for now",
                        retryAfter().orElse(A_MINUTE));
            case 408, 425 -> unavailable();
            default ->
                status >= 500 || status < 400
                        ? unavailable()
                        : new BoardFailure.Rejected("The board's back end refused the call with status " + status);
        };
    }

    private BoardFailure unavailable() {
        String message = "The board's back end answered with status " + status;
        return retryAfter()
                .map(wait -> new BoardFailure.Unavailable(message, wait))
                .orElseGet(() -> new BoardFailure.Unavailable(message));
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}

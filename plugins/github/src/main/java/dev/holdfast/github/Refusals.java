package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What GitHub's refusals mean. */
final class Refusals {

    private static final Set<Integer> MOVED_OR_GONE = Set.of(301, 302, 307, 308, 404, 410);

    private Refusals() {}

    /** Whether a call over REST was one too many: 403 also says that the token may not do it. */
    static boolean isLimit(HttpAnswer answer) {
        return switch (answer.status()) {
            case 429 -> true;
            case 403 ->
                answer.retryAfter().isPresent()
                        || answer.header("x-ratelimit-remaining")
                                .filter("0"::equals)
                                .isPresent()
                        || answer.body().text().toLowerCase(Locale.ROOT).contains("rate limit");
            default -> false;
        };
    }

    static BoardFailure of(HttpAnswer answer) {
        int status = answer.status();
        if (MOVED_OR_GONE.contains(status)) {
            return new BoardFailure.NotFound("GitHub has no such thing here, or shows it to others only");
        }
        return switch (status) {
            case 401 -> badCredentials();
            case 403 -> new BoardFailure.Unauthorized("GitHub does not let this token do that");
            case 409 -> new BoardFailure.Unavailable("Something else was changed on GitHub at the same moment");
            case 422 -> new BoardFailure.Rejected("GitHub refuses such values");
            default -> answer.failure();
        };
    }

    /** What the errors of a GraphQL answer mean, the gravest first; there is at least one. */
    static BoardFailure of(List<JsonNode> errors) {
        List<String> types =
                errors.stream().map(error -> error.path("type").asText("")).toList();
        if (types.contains("FORBIDDEN") || types.contains("INSUFFICIENT_SCOPES")) {
            return new BoardFailure.Unauthorized("GitHub does not let this token do that");
        }
        if (types.contains("INVALID_CURSOR_ARGUMENTS")) {
            return new BoardFailure.Rejected("The cursor is of no use here; start again without one");
        }
        if (types.contains("UNPROCESSABLE")) {
            return new BoardFailure.Rejected("GitHub refuses such values");
        }
        if (types.contains("NOT_FOUND")) {
            return new BoardFailure.NotFound("GitHub has no such thing here, or shows it to others only");
        }
        return errors.stream().anyMatch(error -> error.path("extensions").has("code"))
                ? new BoardFailure.Rejected("This GitHub does not understand the call; it may be too old")
                : new BoardFailure.Unavailable("GitHub could not answer");
    }

    static BoardFailure badCredentials() {
        return new BoardFailure.Unauthorized("GitHub does not accept the token");
    }
}

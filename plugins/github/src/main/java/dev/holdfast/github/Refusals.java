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

    /** Lists of issues and projects that may belong to others. */
    private static final Set<String> SHARED =
            Set.of("projectItems", "projectsV2", "blockedBy", "blocking", "subIssues");

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

    /** Whether an error of GraphQL says that a call was one too many; a secondary limit shows in the words alone. */
    static boolean isLimit(JsonNode error) {
        return error.path("type").asText().startsWith("RATE_LIMIT")
                || error.path("message").asText().toLowerCase(Locale.ROOT).contains("rate limit");
    }

    /**
     * Whether an error of GraphQL only says that somebody else's project or issue is null in the answer, as this token
     * may not see it. What is missing inside an element that is shown is no such thing.
     */
    static boolean isHidden(JsonNode error) {
        JsonNode path = error.path("path");
        if (!error.path("type").asText().equals("FORBIDDEN")) {
            return false;
        }
        int last = path.size() - 1;
        if (path.path(last).asText().equals("parent")) {
            return true;
        }
        int element = path.path(last).isTextual() ? last - 1 : last;
        boolean whole = element == last
                || Set.of("node", "project").contains(path.path(last).asText());
        return whole
                && path.path(element).isInt()
                && SHARED.contains(path.path(element - 2).asText());
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
                ? new BoardFailure.Rejected(
                        "This GitHub does not understand the call; if it has no issue dependencies, configure dependencies=false")
                : new BoardFailure.Unavailable("GitHub could not answer");
    }

    static BoardFailure badCredentials() {
        return new BoardFailure.Unauthorized("GitHub does not accept the token");
    }
}

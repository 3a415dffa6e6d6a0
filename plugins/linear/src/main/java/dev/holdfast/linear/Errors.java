package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What errors of Linear mean. Its types and codes say the same in other words, such as {@code invalid input} and
 * {@code INPUT_ERROR}; either is taken. Nothing of its texts is passed on.
 */
final class Errors {

    private static final List<String> BUDGETS = List.of("requests", "complexity", "endpoint-requests");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

    private Errors() {}

    /** @param error the first one of the answer, empty when it has none */
    static BoardFailure failure(HttpAnswer answer, JsonNode error, Instant now) {
        JsonNode extensions = error.path("extensions");
        String code = letters(extensions.path("code").asText());
        String type = letters(extensions.path("type").asText());
        if (answer.status() == 429 || is(code, type, "ratelimited")) {
            return new BoardFailure.RateLimited("Linear takes no more calls for now", wait(answer, now));
        }
        if (answer.status() == 401 || is(code, type, "authenticationerror", "unauthenticated")) {
            return new BoardFailure.Unauthorized("Linear does not accept the credentials");
        }
        if (answer.status() == 403 || is(code, type, "forbidden")) {
            return new BoardFailure.Unauthorized("Linear's credentials do not reach far enough for this");
        }
        if (is(code, type, "featurenotaccessible", "usagelimitexceeded")) {
            return new BoardFailure.Unsupported("The plan of the Linear workspace does not allow this");
        }
        if (is(code, type, "inputerror", "invalidinput", "usererror", "entitynotfound", "notfound")
                || extensions.path("userError").asBoolean()) {
            return saysNotFound(error, code)
                    ? new BoardFailure.NotFound("Linear has no such thing")
                    : new BoardFailure.Rejected(
                            "Linear refused the call; a name, label or text is not as it takes them");
        }
        if (is(code, type, "graphqlerror", "graphqlvalidationfailed", "graphqlparsefailed", "baduserinput")) {
            return new BoardFailure.Rejected("Linear does not understand the call");
        }
        if (error.isEmpty() && (answer.status() == 404 || answer.status() == 410)) {
            return new BoardFailure.Rejected("There is no API of Linear at api_url; give another");
        }
        return error.isEmpty() && answer.status() != 200
                ? answer.failure()
                : new BoardFailure.Unavailable("Linear could not carry the call out");
    }

    private static boolean saysNotFound(JsonNode error, String code) {
        String message = error.path("message").asText().toLowerCase(Locale.ROOT);
        String shown =
                error.path("extensions").path("userPresentableMessage").asText().toLowerCase(Locale.ROOT);
        return code.endsWith("notfound")
                || message.startsWith("entity not found")
                || shown.startsWith("could not find");
    }

    /** The time until the last exhausted budget is refilled: Linear tells it in milliseconds since 1970. */
    private static Duration wait(HttpAnswer answer, Instant now) {
        return answer.retryAfter()
                .or(() -> BUDGETS.stream()
                        .filter(budget -> answer.header("x-ratelimit-" + budget + "-remaining")
                                .filter("0"::equals)
                                .isPresent())
                        .map(budget -> reset(answer, budget))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .map(reset -> Duration.between(now, reset))
                        .filter(Duration::isPositive)
                        .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST))
                .orElse(A_MINUTE);
    }

    private static Optional<Instant> reset(HttpAnswer answer, String budget) {
        return answer.header("x-ratelimit-" + budget + "-reset")
                .filter(text -> MILLIS.matcher(text).matches())
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    private static boolean is(String code, String type, String... words) {
        return List.of(words).stream().anyMatch(word -> Objects.equals(word, code) || Objects.equals(word, type));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}

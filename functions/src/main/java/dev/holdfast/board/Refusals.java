package dev.holdfast.board;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What providers refuse, as this service's refusals. */
final class Refusals {
    private static final int MOST_WORDS = 300;
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    /** What a board may ask for that does not answer: less would be a loop. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    private Refusals() {}

    static Refusal of(InvalidConfig invalid) {
        return new Refusal(
                Reason.PROVIDER_CONFIG_INVALID,
                "Correct provider_config of the project, or the credentials of the tenant, as problems says.",
                Map.of("problems", invalid.problems()));
    }

    static Refusal of(BoardFailure failure) {
        String detail = words(failure) + " " + failure.advice();
        return switch (failure) {
            case BoardFailure.Unauthorized _ -> new Refusal(Reason.PROVIDER_UNAUTHORIZED, detail);
            case BoardFailure.NotFound _ ->
                new Refusal(
                        Reason.NOT_ON_BOARD,
                        words(failure)
                                + " Read the board again; one that is not set up is made by connect with set_up.");
            case BoardFailure.Rejected _ -> new Refusal(Reason.BOARD_REFUSED, detail);
            case BoardFailure.Unsupported _ -> new Refusal(Reason.BOARD_UNSUPPORTED, detail);
            case BoardFailure.RateLimited _, BoardFailure.Unavailable _ ->
                new Refusal(Reason.UNAVAILABLE, words(failure), Map.of("retry_after", seconds(failure)));
        };
    }

    /** What a provider says of a failure, as one sentence of bounded length. */
    static String words(BoardFailure failure) {
        String words = String.valueOf(failure.getMessage()).strip();
        String bounded = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        return bounded.endsWith(".") ? bounded : bounded + ".";
    }

    static long seconds(BoardFailure failure) {
        return Math.max(1, wait(failure, USUAL_WAIT).toSeconds());
    }

    /** What the board asked to wait, within reason; else what is usual. */
    static Duration wait(BoardFailure failure, Duration usual) {
        Duration asked = failure.retryAfter().orElse(usual);
        return Collections.max(List.of(SHORTEST_WAIT, Collections.min(List.of(LONGEST_WAIT, asked))));
    }
}

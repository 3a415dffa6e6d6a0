package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.Fault;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private final Bench bench = new Bench();
    private final BoardProvider provider = bench.ready();

    FailuresTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private BoardFailure failure() {
        return assertThrows(BoardFailure.class, provider::board);
    }

    @ParameterizedTest
    @CsvSource({
        "200, authentication error, AUTHENTICATION_ERROR, Unauthorized",
        "401, authentication error, AUTHENTICATION_ERROR, Unauthorized",
        "200, forbidden, FORBIDDEN, Unauthorized",
        "403, '', '', Unauthorized",
        "200, feature not accessible, FEATURE_NOT_ACCESSIBLE, Unsupported",
        "200, usage limit exceeded, USAGE_LIMIT_EXCEEDED, Unsupported",
        "200, invalid input, INPUT_ERROR, Rejected",
        "400, user error, USER_ERROR, Rejected",
        "400, graphql error, GRAPHQL_VALIDATION_FAILED, Rejected",
        "200, internal error, INTERNAL_SERVER_ERROR, Unavailable",
        "500, internal error, INTERNAL_SERVER_ERROR, Unavailable",
        "200, lock timeout, LOCK_TIMEOUT, Unavailable",
        "200, unknown, UNKNOWN, Unavailable",
    })
    void an_error_is_told_as_what_to_do_next(int status, String type, String code, String expected) {
        bench.linear.misbehaviour.answerInstead(Reply.error(status, type, code));
        BoardFailure failure = failure();

        assertEquals(expected, failure.getClass().getSimpleName());
        assertFalse(String.valueOf(failure.getMessage()).matches(".*(api.example|It failed).*"), failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"502, Unavailable", "503, Unavailable", "302, Unavailable", "404, Rejected", "200, Unavailable"})
    void an_answer_that_is_no_json_is_told_by_its_status(int status, String expected) {
        bench.linear.misbehaviour.answerInstead(Reply.text(status, "<html>Bad gateway</html>"));

        assertEquals(expected, failure().getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429, 200})
    void both_shapes_of_a_rate_limit_are_known_and_nothing_is_asked_while_it_lasts(int status) {
        bench.linear.misbehaviour.answerInstead(Misbehaviour.rateLimited(status));
        BoardFailure first = failure();
        int calls = bench.linear.misbehaviour.calls();
        BoardFailure second = failure();

        assertEquals(Fault.RETRY_AFTER, first.retryAfter().orElseThrow());
        assertInstanceOf(BoardFailure.RateLimited.class, second);
        assertEquals(calls, bench.linear.misbehaviour.calls());
        bench.putForward(Fault.RETRY_AFTER);
        assertEquals("Engineering", provider.board().name());
    }

    @Test
    void without_a_retry_after_the_wait_lasts_until_the_exhausted_budget_is_refilled() {
        Instant now = Instant.now();
        bench.linear.misbehaviour.answerInstead(Reply.error(400, "ratelimited", "RATELIMITED")
                .with("x-ratelimit-requests-remaining", "17")
                .with("x-ratelimit-requests-reset", millis(now.plusSeconds(3000)))
                .with("x-ratelimit-complexity-remaining", "0")
                .with("x-ratelimit-complexity-reset", millis(now.plusSeconds(600))));
        Duration wait = failure().retryAfter().orElseThrow();

        assertFalse(wait.minusSeconds(600).abs().compareTo(Duration.ofSeconds(5)) > 0, wait::toString);
    }

    @Test
    void without_any_word_of_when_the_wait_is_a_minute() {
        bench.linear.misbehaviour.answerInstead(Reply.error(400, "ratelimited", "RATELIMITED"));

        assertEquals(Duration.ofMinutes(1), failure().retryAfter().orElseThrow());
    }

    @Test
    void a_cursor_that_linear_does_not_know_is_refused() {
        TaskFilter filter = TaskFilter.all().after("after:7d3f2c1a-0000-4000-8000-000000000000");

        assertThrows(BoardFailure.Rejected.class, () -> provider.tasks(filter));
    }

    private static String millis(Instant time) {
        return String.valueOf(time.toEpochMilli());
    }
}

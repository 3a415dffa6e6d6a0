package dev.holdfast.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One run of a function.
 *
 * @param requestId given by the runtime, for logs
 * @param deadline when the runtime cuts the run off
 */
public record Invocation(String requestId, Instant deadline) {
    /** The run that the current thread serves; Funqy does not pass it on. */
    static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    /** API Gateway gives up after 30 s; the answer must be on its way before. */
    private static final Duration MOST_FOR_HTTP = Duration.ofSeconds(25);
    /** To encode and send the answer. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    Instant answerBy() {
        return deadline.minus(RESERVE);
    }

    Instant httpAnswerBy(Clock clock) {
        Instant most = clock.instant().plus(MOST_FOR_HTTP);
        return most.isBefore(answerBy()) ? most : answerBy();
    }
}

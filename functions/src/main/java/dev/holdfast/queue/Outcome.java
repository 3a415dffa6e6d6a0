package dev.holdfast.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt at a job ended. Causes are shown to people: they hold no token, secret or state. */
public sealed interface Outcome {
    /** The effect stands; the job goes. */
    record Done() implements Outcome {}

    /** Part of the work is done, and the rest is to be taken up again: no failure, and counted as no attempt. */
    record Continue(Duration after) implements Outcome {}

    /**
     * It failed for a cause that may pass.
     *
     * @param after what the other side asked to wait; null leaves it to the backoff
     */
    record Retry(String cause, @Nullable Duration after) implements Outcome {}

    /** It failed for a cause that stays: a dead letter at once. */
    record Reject(String cause) implements Outcome {}
}

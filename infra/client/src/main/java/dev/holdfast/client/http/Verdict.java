package dev.holdfast.client.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one call. */
public sealed interface Verdict {
    /** The service did it. */
    record Done(ObjectNode answer) implements Verdict {}

    /** It will not do it: repeating changes nothing. */
    record Refused(Problem problem) implements Verdict {}

    /** The token does not do (401, 403): with another one the same call may succeed. */
    record NotAllowed(Problem problem) implements Verdict {}

    /**
     * Whether it was done is not known, or it was not for a passing cause: repeat it, later.
     *
     * @param status null when there was no answer
     * @param retryAfter the service's own word; null when it said nothing
     * @param reached false when no connection came about, so that no other call has a chance either
     */
    record Later(
            String cause,
            @Nullable Integer status,
            @Nullable Duration retryAfter,
            boolean reached) implements Verdict {}
}

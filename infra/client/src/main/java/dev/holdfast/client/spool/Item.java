package dev.holdfast.client.spool;

import dev.holdfast.client.http.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits, or has given up waiting.
 *
 * @param id grows in the order in which the calls were made
 * @param key the Idempotency-Key of every attempt; items of one batch share it
 * @param body the registration, the same at every attempt
 * @param dead whether it is no longer sent; it is kept until someone retries or drops it
 * @param attempts counted before each is made
 * @param dueAt when it may be sent again
 * @param notBefore the service's own word; the epoch when it said nothing
 * @param shared whether the same call was given more than once, so that others may wait for its end
 * @param superseded whether a later call for the project has succeeded since this one died
 */
public record Item(
        long id,
        Account account,
        String project,
        String name,
        Via via,
        String key,
        String body,
        Instant createdAt,
        boolean dead,
        int attempts,
        @Nullable Instant attemptedAt,
        Instant dueAt,
        Instant notBefore,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        boolean shared,
        boolean superseded) {

    /** Whether it may be sent. */
    boolean isDue(Instant now, boolean ignoreBackoff) {
        return !dead && !(ignoreBackoff ? notBefore : dueAt).isAfter(now);
    }
}

package dev.holdfast.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a session reserved. Immutable.
 *
 * @param id unique within the project
 * @param token the fencing token: higher than that of every grant before it in the project
 * @param leaseUntil until when it holds unless it is renewed
 * @param intent what the claim is for; null when only the session says
 */
public record Claim(
        String id,
        String sessionId,
        Target target,
        ClaimMode mode,
        long token,
        Instant leaseUntil,
        @Nullable String intent) {
    boolean isLive(Instant now) {
        return now.isBefore(leaseUntil);
    }

    boolean isOf(String session) {
        return sessionId.equals(session);
    }

    /** Whether another session's claim stands against a wish for {@code wanted}. */
    boolean hinders(Target wanted, ClaimMode wantedMode) {
        return !mode.admits(wantedMode) && target.overlaps(wanted);
    }

    Claim until(Instant end) {
        return end.isAfter(leaseUntil) ? new Claim(id, sessionId, target, mode, token, end, intent) : this;
    }
}

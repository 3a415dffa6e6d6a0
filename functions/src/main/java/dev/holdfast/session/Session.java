package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent at work on a project, as it is stored: a deadline that has passed holds before anyone has written it down, so
 * ask {@link #stateAt}.
 *
 * @param agentName {@code agent-<n>}: counted per project, never given twice
 * @param openedBy the subject whose token opened it
 * @param stored the state as last written
 * @param idle how long an ephemeral one may go untouched
 * @param endsAt when it ends at the latest: its maximum age, or the time set for a persistent one
 * @param endedAt null while it lives
 * @param version counts its writes
 */
public record Session(
        String id,
        String agentName,
        Profile profile,
        String openedBy,
        SessionMode mode,
        SessionState stored,
        Instant createdAt,
        Instant lastActive,
        Duration idle,
        Instant endsAt,
        @Nullable Instant endedAt,
        long version) {
    /** When it ends unless it is touched before. Only an active ephemeral one goes idle. */
    public Instant deadline() {
        if (mode == SessionMode.PERSISTENT || stored != SessionState.ACTIVE) {
            return endsAt;
        }
        Instant goesIdle = lastActive.plus(idle);
        return goesIdle.isBefore(endsAt) ? goesIdle : endsAt;
    }

    /** Its state at a time: from its deadline on it is expired, whatever has been written. */
    public SessionState stateAt(Instant now) {
        return stored.isLive() && !now.isBefore(deadline()) ? SessionState.EXPIRED : stored;
    }

    public boolean isLiveAt(Instant now) {
        return stateAt(now).isLive();
    }

    /** How long it has been going on, or went on. */
    public Duration elapsed(Instant now) {
        Instant end = endedAt == null ? (isLiveAt(now) ? now : deadline()) : endedAt;
        return Duration.between(createdAt, end);
    }

    Session touchedAt(Instant now) {
        return with(stored, now, endedAt);
    }

    Session in(SessionState next, Instant now) {
        return with(next, next.isLive() ? now : lastActive, next.isLive() ? null : now);
    }

    private Session with(SessionState state, Instant active, @Nullable Instant ended) {
        return new Session(
                id, agentName, profile, openedBy, mode, state, createdAt, active, idle, endsAt, ended, version + 1);
    }
}

package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a session after it was opened. Deadlines hold at the second, whoever asks. Thread-safe. */
public final class SessionLife {
    /** A session that was touched this recently is not written again. */
    static final Duration TOUCH_PAUSE = Duration.ofSeconds(30);

    private static final int MOST_ATTEMPTS = 20;

    private final SessionStore store;
    private final SessionEvents events;
    private final Modifications modifications;
    private final Wake wake;
    private final Clock clock;

    SessionLife(SessionStore store, SessionEvents events, Modifications modifications, Wake wake, Clock clock) {
        this.store = store;
        this.events = events;
        this.modifications = modifications;
        this.wake = wake;
        this.clock = clock;
    }

    /** @throws Refusal SESSION_NOT_FOUND */
    public Session get(Call call, ProjectRef owner, String id) {
        return store.find(call.budget(), owner, id).orElseThrow(SessionStore::notFound);
    }

    /**
     * Keeps it from going idle: one write in 30 s at most, however often and by whatever instance.
     *
     * @throws Refusal SESSION_NOT_FOUND; SESSION_NOT_ACTIVE with its state, because a touch never revives
     */
    public Session touch(Call call, ProjectRef owner, String id) {
        return touch(call, owner, id, TOUCH_PAUSE);
    }

    /** As {@link #touch}, written even if it was just touched. */
    Session touchNow(Call call, ProjectRef owner, String id) {
        return touch(call, owner, id, Duration.ZERO);
    }

    private Session touch(Call call, ProjectRef owner, String id, Duration pause) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Session session = own(call, owner, id);
            Instant now = clock.instant();
            require(session, now, Set.of(SessionState.ACTIVE), "Only an active session can be touched.");
            if (!session.lastActive().plus(pause).isBefore(now)) {
                return session;
            }
            Optional<Session> touched = store.touch(call.budget(), owner, session, now);
            if (touched.isPresent()) {
                return touched.get();
            }
            Backoff.await(attempt, call.budget());
        }
        throw SessionStore.contended();
    }

    /** Hands its work in: from now on it does not go idle. */
    public Session submit(Call call, ProjectRef owner, String id) {
        return change(call, owner, id, SessionState.SUBMITTED, Set.of(SessionState.ACTIVE));
    }

    /** Takes up again what was submitted. */
    public Session resume(Call call, ProjectRef owner, String id) {
        return change(call, owner, id, SessionState.ACTIVE, Set.of(SessionState.SUBMITTED));
    }

    /** Ends it: what was submitted counts as merged, what was not as abandoned, unless {@code outcome} says otherwise. */
    public Session close(Call call, ProjectRef owner, String id, @Nullable SessionState outcome) {
        Session session = own(call, owner, id);
        boolean closed = session.stored() == SessionState.MERGED || session.stored() == SessionState.ABANDONED;
        if (closed && (outcome == null || outcome == session.stored())) {
            return session;
        }
        SessionState usual = session.stored() == SessionState.SUBMITTED ? SessionState.MERGED : SessionState.ABANDONED;
        return change(
                call,
                owner,
                id,
                outcome == null ? usual : outcome,
                Set.of(SessionState.ACTIVE, SessionState.SUBMITTED));
    }

    /** Gives it up. */
    public Session abandon(Call call, ProjectRef owner, String id) {
        return change(call, owner, id, SessionState.ABANDONED, Set.of(SessionState.ACTIVE, SessionState.SUBMITTED));
    }

    private Session change(Call call, ProjectRef owner, String id, SessionState next, Set<SessionState> from) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Session session = own(call, owner, id);
            Instant now = clock.instant();
            if (session.stored() == next && !(session.stored().isLive() && !session.isLiveAt(now))) {
                return session;
            }
            require(session, now, from, "It cannot become " + next.wire() + ".");
            Optional<Session> changed = next.isLive()
                    ? store.change(call.budget(), owner, session, next, now)
                    : end(
                            call.budget(),
                            owner,
                            session,
                            next,
                            now,
                            call.caller().subject());
            if (changed.isPresent()) {
                if (!next.isLive()) {
                    forget(call, owner, id);
                }
                return changed.get();
            }
            Backoff.await(attempt, call.budget());
        }
        throw SessionStore.contended();
    }

    /** Nobody is told of it any more; the job that its end put in does the same, should this call die here. */
    void forget(Call call, ProjectRef owner, String id) {
        modifications.forget(call.budget(), owner, id);
        wake.now();
    }

    /**
     * Ends it as it was read.
     *
     * @param by the subject that ends it
     * @return empty when it was touched or changed meanwhile
     */
    Optional<Session> end(Budget budget, ProjectRef owner, Session session, SessionState next, Instant at, String by) {
        return store.end(budget, owner, session, next, at, events.ended(budget, owner, session.in(next, at), by));
    }

    /** Writes down that its deadline has passed. */
    Optional<Session> expire(Budget budget, ProjectRef owner, Session session) {
        return end(budget, owner, session, SessionState.EXPIRED, session.deadline(), "holdfast");
    }

    /** The session, if the caller opened it or looks after the tenant. */
    private Session own(Call call, ProjectRef owner, String id) {
        Session session = get(call, owner, id);
        boolean mine = session.openedBy().equals(call.caller().subject());
        if (!mine && !call.caller().scopes().contains(Scope.TENANT_ADMIN)) {
            throw new Refusal(
                    Reason.NOT_YOUR_SESSION,
                    "Only who opened a session, or who has the scope tenant:admin, may change it.");
        }
        return session;
    }

    private static void require(Session session, Instant now, Set<SessionState> from, String detail) {
        SessionState state = session.stateAt(now);
        if (!from.contains(state)) {
            throw new Refusal(
                    Reason.SESSION_NOT_ACTIVE,
                    "The session is " + state.wire() + ". " + detail + " Open another one.",
                    Map.of("state", state.wire(), "session_id", session.id()));
        }
    }
}

package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Triggers;
import dev.holdfast.log.Appended;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.log.Proposal;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What sessions reserve in a project, on lease. All grants of a project stand in one log, in one order. A holder is
 * taken for dead from its deadline on, but nobody gets what it held before the clocks of all instances agree on that.
 * Thread-safe.
 */
public final class Claims {
    /** How far the clocks of two instances are apart at most. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** Each ends at least one session. */
    private static final int MOST_ROUNDS = 8;

    private final ClaimLogs logs;
    private final SessionLookup sessions;
    private final ClaimRivals rivals;
    private final ClaimListing listing;
    private final Resolve projects;
    private final Clock clock;

    Claims(
            Table table,
            Sealing sealing,
            Shards shards,
            SessionLookup sessions,
            Resolve projects,
            Wake wake,
            Clock clock) {
        this.logs = new ClaimLogs(new Log<>(table, sealing, new ClaimsFold(), shards, clock), wake);
        this.sessions = sessions;
        this.rivals = new ClaimRivals(sessions);
        this.listing = new ClaimListing(sessions);
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * A claim that is held.
     *
     * @param intent the claim's, or else the session's
     */
    public record Held(Claim claim, String agentName, String intent, long remainingSecs) {}

    /**
     * Grants all that is asked for, or nothing. What the session holds already is extended, and made exclusive if that
     * is asked for; an exclusive claim stays one. No lease ends after its session's deadline.
     *
     * @return the claims asked for, as they stand, in the order of their targets
     * @throws Refusal CLAIM_CONFLICT with {@code holders}, TOO_MANY_CLAIMS, PROJECT_NOT_FOUND, SESSION_NOT_FOUND,
     *     SESSION_NOT_ACTIVE, and the log's own
     */
    public List<Claim> acquire(Call call, ProjectRef owner, ClaimRequest request) {
        Instant now = now();
        Holder session;
        try {
            session = sessions.touched(call, owner, request.sessionId());
        } catch (Refusal refused) {
            return written(call, owner, refused).standing();
        }
        ClaimBid bid = new ClaimBid(request, end(now, request.lease(), session), now, call.budget());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (logs.append(call, owner, bid) instanceof Appended.Written<ClaimsState> written) {
                if (written.entry().kind() == Kind.OPEN) {
                    requireStanding(call, owner);
                }
                return ClaimsChange.read(written.entry().payload()).standing();
            }
            bid.ignore(rivals.requireEnded(call, owner, bid.rivals(), now));
        }
        throw new Refusal(
                Reason.UNAVAILABLE, "Too many claim this at once. Send the call again.", Map.of("retry_after", 1));
    }

    /**
     * Moves the ends of leases, never back.
     *
     * @param which all that are still held, or these and all of them
     * @return the claims as they stand
     * @throws Refusal CLAIM_LOST with {@code claim_ids} when one of those named is not held any more, SESSION_NOT_FOUND,
     *     SESSION_NOT_ACTIVE, and the log's own
     */
    public List<Claim> renew(Call call, ProjectRef owner, String sessionId, ClaimSelection which, Duration lease) {
        ClaimRequest.requireLease(lease);
        Instant now = now();
        Holder session;
        try {
            session = sessions.touched(call, owner, sessionId);
        } catch (Refusal refused) {
            return written(call, owner, refused).standing();
        }
        Instant end = end(now, lease, session);
        Appended<ClaimsState> appended = logs.append(call, owner, head -> {
            List<Claim> held = which.held(ClaimLogs.state(head), sessionId, now);
            which.requireAll(held);
            List<Claim> renewed = held.stream().map(claim -> claim.until(end)).toList();
            return renewed.equals(held)
                    ? new Proposal.Nothing<>()
                    : ClaimLogs.entry(head, ClaimsChange.standing(renewed), now);
        });
        return switch (appended) {
            case Appended.Written<ClaimsState> written ->
                ClaimsChange.read(written.entry().payload()).standing();
            case Appended.Unchanged<ClaimsState>(var head) -> which.held(ClaimLogs.state(head), sessionId, now);
        };
    }

    /**
     * Gives claims back; those that are gone already do not matter.
     *
     * @return what this freed
     * @throws Refusal SESSION_NOT_FOUND, SESSION_NOT_ACTIVE, and the log's own
     */
    public List<Claim> release(Call call, ProjectRef owner, String sessionId, ClaimSelection which) {
        try {
            sessions.touched(call, owner, sessionId);
        } catch (Refusal refused) {
            return freed(written(call, owner, refused));
        }
        return free(call, owner, sessionId, which, ClaimsChange.Why.RELEASED);
    }

    /** Frees what a session held that has ended. Harmless to repeat. */
    public List<Claim> releaseAll(Call call, ProjectRef owner, String sessionId) {
        Call own = call.with(Operation.unkeyed());
        return free(own, owner, sessionId, new ClaimSelection.All(), ClaimsChange.Why.SESSION_ENDED);
    }

    /** What is held now, in the order of the tokens. */
    public List<Held> list(Budget budget, ProjectRef owner) {
        return listing.list(budget, owner, logs.log().observe(budget, ClaimLogs.name(owner)), clock.instant());
    }

    /** How many claims a session holds. */
    int count(Budget budget, ProjectRef owner, String sessionId) {
        Instant now = clock.instant();
        return (int) ClaimLogs.state(logs.log().observe(budget, ClaimLogs.name(owner)))
                .of(sessionId)
                .filter(claim -> claim.isLive(now))
                .count();
    }

    /** Ends the claims of a project that is gone. Harmless to repeat. */
    public void close(Call call, ProjectRef owner) {
        logs.close(call.with(Operation.unkeyed()), owner);
    }

    /** Every partition that holds something of the project's claims. */
    public static List<String> partitions(ProjectRef owner) {
        return ClaimLogs.name(owner).partitions();
    }

    /** Whether {@code row} of the due index belongs to claims. */
    public static boolean owns(Key row) {
        return ClaimLogs.isOne(LogName.of(row));
    }

    /** Does what has fallen due at {@code row}: removes what need not be kept. Harmless at any time. */
    public void sweep(Budget budget, Key row) {
        logs.log().sweep(budget, row);
    }

    /** What tells triggers of claims that ended. */
    public RelayClaims relay(Triggers triggers, Enqueue enqueue) {
        return new RelayClaims(logs.log(), triggers, enqueue);
    }

    /** Whether {@code end} has passed by the clock of every instance. */
    static boolean isOver(Instant end, Instant now) {
        return !now.isBefore(end.plus(CLOCK_TOLERANCE));
    }

    private List<Claim> free(
            Call call, ProjectRef owner, String sessionId, ClaimSelection which, ClaimsChange.Why why) {
        Appended<ClaimsState> appended = logs.append(call, owner, head -> {
            List<Claim> own =
                    ClaimLogs.state(head).of(sessionId).filter(which::includes).toList();
            return own.isEmpty()
                    ? new Proposal.Nothing<>()
                    : ClaimLogs.entry(head, ClaimsChange.freeing(own, why), clock.instant());
        });
        return appended instanceof Appended.Written<ClaimsState> written
                ? freed(ClaimsChange.read(written.entry().payload()))
                : List.of();
    }

    private static List<Claim> freed(ClaimsChange change) {
        return change.freed().stream().map(ClaimsChange.Freed::claim).toList();
    }

    /** What a repeated operation did before its session ended; otherwise the refusal. */
    private ClaimsChange written(Call call, ProjectRef owner, Refusal refused) {
        if (call.operation().isKeyed() && !refused.reason().passing()) {
            Proposal<ClaimsState> refusing = _ -> {
                throw refused;
            };
            if (logs.append(call, owner, refusing) instanceof Appended.Written<ClaimsState> written) {
                return ClaimsChange.read(written.entry().payload());
            }
        }
        throw refused;
    }

    /** A log that is opened while its project is being deleted is closed again, by whoever sees the other first. */
    private void requireStanding(Call call, ProjectRef owner) {
        boolean stands;
        try {
            stands = projects.byCloudUuid(call, owner.project()).incarnation().equals(owner.incarnation());
        } catch (Refusal refused) {
            if (refused.reason() != Reason.PROJECT_NOT_FOUND) {
                throw refused;
            }
            stands = false;
        }
        if (!stands) {
            close(call, owner);
            throw ClaimLogs.projectGone();
        }
    }

    private static Instant end(Instant now, Duration lease, Holder session) {
        Instant end = now.plus(lease);
        return session.deadline().isBefore(end) ? session.deadline() : end;
    }

    /** As the log keeps times. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which of those in the way are dead. Thread-safe. */
final class ClaimRivals {
    private final SessionLookup sessions;

    ClaimRivals(SessionLookup sessions) {
        this.sessions = sessions;
    }

    /**
     * The sessions of all these claims, if every one has ended. One past its deadline is ended here: only then may
     * somebody else take over.
     *
     * @param claims as they stood in this call
     * @throws Refusal CLAIM_CONFLICT with {@code holders}: those that have not ended
     */
    Set<String> requireEnded(Call call, ProjectRef owner, List<Claim> claims, Instant now) {
        Set<String> ids = claims.stream().map(Claim::sessionId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Holder> found = sessions.find(call.budget(), owner, ids);
        Set<String> ended = new HashSet<>();
        Set<String> moved = new HashSet<>();
        for (String id : ids) {
            Holder holder = found.get(id);
            if (holder == null || holder.ended()) {
                ended.add(id);
            } else if (Claims.isOver(holder.deadline(), now)) {
                (sessions.expire(call.budget(), owner, holder) ? ended : moved).add(id);
            }
        }
        if (!moved.isEmpty()) {
            Map<String, Holder> again = sessions.find(call.budget(), owner, moved);
            moved.stream().filter(id -> isEnded(again.get(id))).forEach(ended::add);
        }
        List<Claim> standing = claims.stream()
                .filter(claim -> !ended.contains(claim.sessionId()))
                .toList();
        if (!standing.isEmpty()) {
            throw conflict(standing, found, now);
        }
        return ended;
    }

    private static boolean isEnded(@Nullable Holder holder) {
        return holder == null || holder.ended();
    }

    private static Refusal conflict(List<Claim> standing, Map<String, Holder> holders, Instant now) {
        return new Refusal(
                Reason.CLAIM_CONFLICT,
                "Others hold what you asked for, see holders. Talk to them, wait, or ask for less.",
                Map.of(
                        "holders",
                        standing.stream()
                                .map(claim -> facts(claim, holders.get(claim.sessionId()), now))
                                .toList()));
    }

    private static Map<String, Object> facts(Claim claim, @Nullable Holder holder, Instant now) {
        String intent = claim.intent();
        return Map.of(
                "session_id", claim.sessionId(),
                "agent_name", holder == null ? "" : holder.agentName(),
                "intent", intent != null ? intent : holder == null ? "" : holder.intent(),
                "target", TargetJson.write(claim.target()),
                "mode", claim.mode().text(),
                "remaining_secs", remainingSecs(claim, now),
                "token", claim.token());
    }

    /** Whole seconds, rounded up; 0 when the lease has ended. */
    static long remainingSecs(Claim claim, Instant now) {
        Duration left = Duration.between(now, claim.leaseUntil());
        return left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
    }
}

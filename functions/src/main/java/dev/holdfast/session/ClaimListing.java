package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.log.View;
import dev.holdfast.table.Budget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows claims with their holders: a session that has ended, or is past its deadline, holds nothing. Thread-safe. */
final class ClaimListing {
    private final SessionLookup sessions;

    ClaimListing(SessionLookup sessions) {
        this.sessions = sessions;
    }

    List<Claims.Held> list(Budget budget, ProjectRef owner, View<ClaimsState> head, Instant now) {
        List<Claim> live = ClaimLogs.state(head).stream()
                .filter(claim -> claim.isLive(now))
                .toList();
        if (live.isEmpty()) {
            return List.of();
        }
        Set<String> ids = live.stream().map(Claim::sessionId).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Holder> found = sessions.find(budget, owner, ids);
        return live.stream()
                .sorted(Comparator.comparingLong(Claim::token))
                .flatMap(claim -> held(claim, found.get(claim.sessionId()), now).stream())
                .toList();
    }

    private static Optional<Claims.Held> held(Claim claim, @Nullable Holder session, Instant now) {
        if (session == null || session.ended() || !now.isBefore(session.deadline())) {
            return Optional.empty();
        }
        String intent = claim.intent();
        return Optional.of(new Claims.Held(
                claim,
                session.agentName(),
                intent == null ? session.intent() : intent,
                ClaimRivals.remainingSecs(claim, now)));
    }
}

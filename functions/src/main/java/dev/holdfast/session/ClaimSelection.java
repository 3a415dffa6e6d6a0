package dev.holdfast.session;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which of a session's claims. */
public sealed interface ClaimSelection {
    int MOST_IDS = 200;

    record All() implements ClaimSelection {}

    record Ids(Set<String> ids) implements ClaimSelection {
        /** @throws Refusal INVALID_INPUT unless there are 1 to {@value #MOST_IDS} */
        public Ids {
            if (ids.isEmpty() || ids.size() > MOST_IDS) {
                throw ClaimRequest.invalid("claim_ids", "must be an array of 1 to " + MOST_IDS + " items");
            }
            ids = Set.copyOf(ids);
        }
    }

    default boolean includes(Claim claim) {
        return switch (this) {
            case All _ -> true;
            case Ids(Set<String> ids) -> ids.contains(claim.id());
        };
    }

    /** Those of a session that are still held. */
    default List<Claim> held(ClaimsState state, String sessionId, Instant now) {
        return state.of(sessionId)
                .filter(claim -> includes(claim) && claim.isLive(now))
                .toList();
    }

    /** @throws Refusal CLAIM_LOST with {@code claim_ids} when one that was named is not among those held */
    default void requireAll(List<Claim> held) {
        if (this instanceof Ids(Set<String> ids)) {
            Set<String> lost = new TreeSet<>(ids);
            held.forEach(claim -> lost.remove(claim.id()));
            if (!lost.isEmpty()) {
                throw new Refusal(
                        Reason.CLAIM_LOST,
                        "Stop what relies on the claims in claim_ids, and acquire them again.",
                        Map.of("claim_ids", List.copyOf(lost)));
            }
        }
    }
}

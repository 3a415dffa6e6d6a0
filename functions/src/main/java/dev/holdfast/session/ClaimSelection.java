package dev.holdfast.session;

import java.util.Set;

/** Which of a session's claims. */
public sealed interface ClaimSelection {
    int MOST_IDS = 200;

    record All() implements ClaimSelection {}

    record Ids(Set<String> ids) implements ClaimSelection {
        /** @throws dev.holdfast.problem.Refusal INVALID_INPUT unless there are 1 to {@value #MOST_IDS} */
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
}

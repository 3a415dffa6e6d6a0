package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Structural three-way merge. Changes to different places combine, equal changes are one, and anything else is a
 * conflict that a policy decides.
 *
 * <p>Incoming changes are taken in the order of their times (then of their content), so that their order in the list
 * does not matter. Merging the same change again changes nothing. Linear in the size of the documents for each level
 * of nesting.
 */
public final class Merge {
    private Merge() {}

    /**
     * @param state the merged state; where a policy is {@link MergePolicy#FAIL}, it has the current value
     * @param conflicts every place that both sides changed in different ways, decided or not
     */
    public record Merged(JsonNode state, List<Conflict> conflicts) {
        public Merged {
            conflicts = List.copyOf(conflicts);
        }

        /** Whether a conflict is undecided. */
        public boolean failed() {
            return conflicts.stream().anyMatch(conflict -> conflict.winner() == Conflict.Winner.NONE);
        }
    }

    /**
     * Merges changes, each with the document it was made from, into the current state.
     *
     * @param time when {@code current} was made, for {@link MergePolicy#LATEST}
     * @throws Refusal DOCUMENT_TOO_LARGE
     */
    public static Merged merge(JsonNode current, Instant time, List<Incoming> incoming, MergeRules rules) {
        List<Conflict> conflicts = new ArrayList<>();
        Footprint taken = new Footprint();
        JsonNode state = current;
        List<Integer> order = inOrder(incoming);
        for (int source : order) {
            Incoming change = incoming.get(source);
            var judge = new ConflictJudge(rules, change.time().isAfter(time), taken, source);
            JsonNode merged = new ThreeWay(rules, judge, true).merge(change.base(), state, change.state());
            conflicts.addAll(judge.conflicts());
            if (order.size() > 1) {
                Diff.between(state, merged).operations().forEach(taken::add);
            }
            state = merged;
        }
        if (!JsonEquality.shared(state, current)) {
            Measured.requireResult(state);
        }
        return new Merged(state, conflicts);
    }

    private static List<Integer> inOrder(List<Incoming> incoming) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < incoming.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> compare(incoming.get(a), incoming.get(b)));
        return order;
    }

    private static int compare(Incoming a, Incoming b) {
        int order = a.time().compareTo(b.time());
        if (order == 0) {
            order = Arrays.compare(Canonical.digest(a.state()), Canonical.digest(b.state()));
        }
        return order == 0 ? Arrays.compare(Canonical.digest(a.base()), Canonical.digest(b.base())) : order;
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides the conflicts of one incoming change by their policies, and keeps them. */
final class ConflictJudge {
    private final MergeRules rules;
    private final boolean later;
    private final Footprint taken;
    private final int source;
    private final List<Conflict> conflicts = new ArrayList<>();

    /**
     * @param later whether the change is later than the state it was merged into at first
     * @param taken the places that changes before this one have set
     */
    ConflictJudge(MergeRules rules, boolean later, Footprint taken, int source) {
        this.rules = rules;
        this.later = later;
        this.taken = taken;
        this.source = source;
    }

    /** One that decides alike and keeps its conflicts apart. */
    ConflictJudge another() {
        return new ConflictJudge(rules, later, taken, source);
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    boolean undecided() {
        for (Conflict conflict : conflicts) {
            if (conflict.winner() == Conflict.Winner.NONE) {
                return true;
            }
        }
        return false;
    }

    Conflict.Winner winner(
            Place place,
            @Nullable JsonNode base,
            @Nullable JsonNode current,
            @Nullable JsonNode incoming,
            boolean run) {
        MergePolicy policy = rules.policy(place);
        Pointer path = place.pointer();
        Conflict.Winner winner = switch (policy) {
            case FAIL -> Conflict.Winner.NONE;
            case CURRENT -> Conflict.Winner.CURRENT;
            case INCOMING -> Conflict.Winner.INCOMING;
            // Changes come in the order of their times: what one before has set is older than this.
            case LATEST -> later || taken.touches(path) ? Conflict.Winner.INCOMING : Conflict.Winner.CURRENT;
        };
        conflicts.add(new Conflict(path, base, current, incoming, policy, winner, run, source));
        return winner;
    }
}

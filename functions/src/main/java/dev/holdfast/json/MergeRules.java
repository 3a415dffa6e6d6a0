package dev.holdfast.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which policy and array mode hold where. A policy holds at the places its pattern matches and below, an array mode at
 * those places only. The most specific pattern wins: the longest, then the one that names a token first where the
 * other takes any, then the one listed first.
 */
public record MergeRules(List<PolicyAt> policies, List<ArrayAt> arrays) {
    /** {@link MergePolicy#FAIL} and {@link ArrayMode.Sequence} everywhere. */
    public static final MergeRules DEFAULT = new MergeRules(List.of(), List.of());

    private static final ArrayMode SEQUENCE = new ArrayMode.Sequence();

    public record PolicyAt(PathPattern path, MergePolicy policy) {}

    public record ArrayAt(PathPattern path, ArrayMode mode) {}

    public MergeRules {
        policies = List.copyOf(policies);
        arrays = List.copyOf(arrays);
    }

    MergePolicy policy(Place place) {
        @Nullable PolicyAt best = null;
        for (PolicyAt rule : policies) {
            if (rule.path().covers(place) && (best == null || rule.path().isMoreSpecificThan(best.path()))) {
                best = rule;
            }
        }
        return best == null ? MergePolicy.FAIL : best.policy();
    }

    ArrayMode mode(Place place) {
        @Nullable ArrayAt best = null;
        for (ArrayAt rule : arrays) {
            if (rule.path().matches(place) && (best == null || rule.path().isMoreSpecificThan(best.path()))) {
                best = rule;
            }
        }
        return best == null ? SEQUENCE : best.mode();
    }
}

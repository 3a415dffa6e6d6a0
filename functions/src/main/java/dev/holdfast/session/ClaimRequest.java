package dev.holdfast.session;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session asks for, all of it or nothing.
 *
 * @param targets 1 to {@value #MOST_TARGETS}
 * @param lease {@link #SHORTEST_LEASE} to {@link #LONGEST_LEASE}
 * @param intent at most {@value #MOST_INTENT_CHARS} characters; null when the session's says enough
 */
public record ClaimRequest(
        String sessionId,
        List<Target> targets,
        ClaimMode mode,
        Duration lease,
        @Nullable String intent) {
    public static final int MOST_TARGETS = 100;
    public static final int MOST_INTENT_CHARS = 500;
    public static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
    public static final Duration LONGEST_LEASE = Duration.ofHours(1);
    public static final Duration DEFAULT_LEASE = Duration.ofMinutes(5);

    /** @throws Refusal INVALID_INPUT with {@code errors} */
    public ClaimRequest {
        if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
            throw invalid("targets", "must be an array of 1 to " + MOST_TARGETS + " items");
        }
        requireLease(lease);
        if (intent != null && intent.length() > MOST_INTENT_CHARS) {
            throw invalid("intent", "must have at most " + MOST_INTENT_CHARS + " characters");
        }
        targets = targets.stream().distinct().toList();
    }

    static void requireLease(Duration lease) {
        if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw invalid(
                    "lease_secs",
                    "must be a whole number from " + SHORTEST_LEASE.toSeconds() + " to " + LONGEST_LEASE.toSeconds());
        }
    }

    static Refusal invalid(String field, String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Correct the fields named in errors.",
                Map.of("errors", List.of(Map.of("field", field, "problem", problem))));
    }
}

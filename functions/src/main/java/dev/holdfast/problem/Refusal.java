package dev.holdfast.problem;

import java.util.Map;

/**
 * A call that is refused, with what the caller needs to go on. Carries no stack trace: it is an answer, not a defect.
 *
 * <p>{@code detail} tells the caller what to do and never repeats a token, a secret, an item key or stored state.
 */
public final class Refusal extends RuntimeException {
    private final Reason reason;
    private final String detail;
    private final transient Map<String, Object> facts;

    public Refusal(Reason reason, String detail) {
        this(reason, detail, Map.of());
    }

    /** @param facts extension members of the problem: snake_case names; strings, numbers, booleans, lists, maps and JSON */
    public Refusal(Reason reason, String detail, Map<String, ?> facts) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.facts = Map.copyOf(facts);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> facts() {
        return facts;
    }
}

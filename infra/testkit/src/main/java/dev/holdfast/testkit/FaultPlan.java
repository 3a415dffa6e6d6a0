package dev.holdfast.testkit;

import java.util.Optional;

/**
 * How likely each fault is for a request, from 0 to 1; together at most 1.
 *
 * @param transactionConflict for transactions and writes of one item only; other requests pass instead
 */
public record FaultPlan(
        double replyLostAfterApply,
        double errorAfterApply,
        double throttled,
        double resetBeforeApply,
        double transactionConflict) {
    /**
     * Checks the probabilities.
     *
     * @throws IllegalArgumentException if a probability is not within 0 and 1, or their sum is above 1
     */
    public FaultPlan {
        double sum = 0;
        for (double probability :
                new double[] {replyLostAfterApply, errorAfterApply, throttled, resetBeforeApply, transactionConflict}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("Not a probability: " + probability);
            }
            sum += probability;
        }
        if (sum > 1.000_001) {
            throw new IllegalArgumentException("The probabilities add up to " + sum);
        }
    }

    /** Every request passes. */
    public static FaultPlan none() {
        return new FaultPlan(0, 0, 0, 0, 0);
    }

    /** Every kind of fault with the same probability, at most 0.2. */
    public static FaultPlan each(double probability) {
        return new FaultPlan(probability, probability, probability, probability, probability);
    }

    /** This plan with another probability for one fault. */
    public FaultPlan with(Fault fault, double probability) {
        return new FaultPlan(
                fault == Fault.REPLY_LOST_AFTER_APPLY ? probability : replyLostAfterApply,
                fault == Fault.ERROR_AFTER_APPLY ? probability : errorAfterApply,
                fault == Fault.THROTTLED ? probability : throttled,
                fault == Fault.RESET_BEFORE_APPLY ? probability : resetBeforeApply,
                fault == Fault.TRANSACTION_CONFLICT ? probability : transactionConflict);
    }

    /** The probability of one fault. */
    public double probability(Fault fault) {
        return switch (fault) {
            case REPLY_LOST_AFTER_APPLY -> replyLostAfterApply;
            case ERROR_AFTER_APPLY -> errorAfterApply;
            case THROTTLED -> throttled;
            case RESET_BEFORE_APPLY -> resetBeforeApply;
            case TRANSACTION_CONFLICT -> transactionConflict;
        };
    }

    /** Maps a number drawn evenly from 0 (inclusive) to 1 (exclusive) to what happens. */
    Optional<Fault> at(double draw) {
        double below = 0;
        for (Fault fault : Fault.values()) {
            below += probability(fault);
            if (draw < below) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}

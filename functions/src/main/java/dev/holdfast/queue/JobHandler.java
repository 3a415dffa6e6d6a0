package dev.holdfast.queue;

/** Does the jobs of one kind. Must be thread-safe, and take the same job again: it may have died after the effect. */
public interface JobHandler {
    /** The jobs it takes. Never renamed: jobs of it may be stored. */
    String kind();

    /**
     * One attempt. Takes at most {@link Lease#TERM}, or extends the lease. A thrown
     * {@link dev.holdfast.problem.Refusal} with a passing reason is retried, with another reason it is a dead letter;
     * any other exception is a defect, and is retried.
     */
    Outcome run(Job job, Lease lease);
}

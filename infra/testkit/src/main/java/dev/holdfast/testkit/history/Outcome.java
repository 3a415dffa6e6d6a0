package dev.holdfast.testkit.history;

/** What the caller of an attempt was told. */
public sealed interface Outcome {
    /** The change stands at {@code seq}. */
    record Acknowledged(long seq) implements Outcome {}

    /**
     * The change was not applied and never will be.
     *
     * @param head the newest seq as the refusal told it; 0 if it told none
     * @param gone whether the refusal said that no life stands at {@code head}
     */
    record Refused(long head, boolean gone) implements Outcome {}

    /**
     * Nobody can say: an outage, or history that is no longer kept.
     *
     * @param passing whether it may be known later, by the same attempt once more
     */
    record Unknown(boolean passing) implements Outcome {}
}

package dev.holdfast.json;

/** What becomes of a place that both sides changed in different ways. */
public enum MergePolicy {
    /** Neither: the caller has to decide. */
    FAIL,
    CURRENT,
    INCOMING,
    /** The side with the later time; the current one if both have the same. */
    LATEST
}

package dev.holdfast.client.spool;

/** What an attempt made of an item. */
public enum Fate {
    DONE,
    /** For good. Kept as dead unless whoever gave the call is shown it now. */
    REFUSED,
    /** It failed for a passing cause and waits. */
    WAITING,
    /** It failed for a passing cause, once too often. */
    DEAD,
    /** It waits for a token that does. */
    NOT_ALLOWED
}

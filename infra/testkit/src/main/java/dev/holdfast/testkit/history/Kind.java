package dev.holdfast.testkit.history;

/** What an attempt wants of its log, and what an entry does to it. */
public enum Kind {
    OPEN,
    CHANGE,
    CLOSE,
    /** Of attempts only: a close and an open in one. */
    RESTART
}

package dev.holdfast.testkit.history;

/** What an entry does to its log. */
public enum Kind {
    OPEN,
    CHANGE,
    CLOSE
}

package dev.holdfast.json;

/** How a member stands in an object; a merge patch (RFC 7396) means something else by each. */
public enum Presence {
    ABSENT,
    NULL,
    VALUE
}

package dev.holdfast.json;

/** How two changed versions of an array come together. */
public sealed interface ArrayMode {
    /** Items have places: insertions, removals and changes that do not touch combine. */
    record Sequence() implements ArrayMode {}

    /**
     * Items are objects named by the scalar in one of their members, and merge by it; a sequence if any item of the
     * three versions lacks a name or shares one.
     */
    record Keyed(String member) implements ArrayMode {}

    /** Only what is in it counts: additions and removals combine. */
    record Unordered() implements ArrayMode {}

    /** One value. */
    record Atom() implements ArrayMode {}
}

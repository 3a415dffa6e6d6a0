package dev.holdfast.state;

import dev.holdfast.log.Base;

/** Which state of a store a change is meant for. */
public sealed interface Precondition {
    /** Whatever stands. */
    record Any() implements Precondition {}

    /** The state after {@code seq} ({@code If-Match}). */
    record At(long seq) implements Precondition {}

    /** None: the store is to be created, also where one was deleted or has expired ({@code If-None-Match: *}). */
    record Absent() implements Precondition {}

    default Base base() {
        return switch (this) {
            case At(long seq) -> Base.at(seq);
            case Any _, Absent _ -> Base.head();
        };
    }
}

package dev.holdfast.local.http;

import dev.holdfast.testkit.history.Kind;
import java.util.function.LongFunction;

/**
 * An operation on a store of {@link Marked} documents.
 *
 * @param base the seq it names; 0 for none
 * @param effect what must stand if it is applied
 */
record Intent(String operation, String store, Kind kind, long base, Call call, Effect effect) {
    /**
     * Where an operation was applied.
     *
     * @param before the state that it met
     * @param past the states of that life by seq
     */
    record Place(long seq, Marked before, LongFunction<Marked> past) {}

    /** What is left of a document; the truth that answers are held to. */
    interface Effect {
        /** @throws IllegalStateException when it must not have been applied there */
        Marked at(Place place);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

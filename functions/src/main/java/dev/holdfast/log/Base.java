package dev.holdfast.log;

/** Which state of the log the caller's change is meant for. */
public sealed interface Base {
    /** Whatever stands at the head. */
    record Head() implements Base {}

    /** The state after {@code seq}. */
    record At(long seq) implements Base {}

    static Base head() {
        return new Head();
    }

    static Base at(long seq) {
        return new At(seq);
    }
}

package dev.holdfast.state;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a store goes by itself. */
public enum Mode {
    /** Goes when nobody used it for a while, and at its maximum age. */
    TRANSIENT("transient"),
    /** Stays; an optional maximum age ends it all the same. */
    PERSISTENT("persistent");

    public static final Map<String, Mode> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Mode::wire, Function.identity()));

    private final String wire;

    Mode(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}

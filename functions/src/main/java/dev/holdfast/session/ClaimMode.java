package dev.holdfast.session;

import java.util.Locale;
import java.util.Map;

/** Whether others may hold the same. */
public enum ClaimMode {
    EXCLUSIVE,
    SHARED;

    /** By the text on the wire. */
    public static final Map<String, ClaimMode> BY_TEXT = Map.of(EXCLUSIVE.text(), EXCLUSIVE, SHARED.text(), SHARED);

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether sessions may hold claims of both modes on the same at once. */
    boolean admits(ClaimMode other) {
        return this == SHARED && other == SHARED;
    }

    ClaimMode orStronger(ClaimMode other) {
        return admits(other) ? SHARED : EXCLUSIVE;
    }
}

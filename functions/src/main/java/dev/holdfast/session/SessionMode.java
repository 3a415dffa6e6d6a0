package dev.holdfast.session;

import java.util.Locale;
import java.util.Map;

/** What ends a session that nobody closes. */
public enum SessionMode {
    /** Being idle. */
    EPHEMERAL,
    /** A time set for it. */
    PERSISTENT;

    public static final Map<String, SessionMode> BY_WIRE =
            Map.of(EPHEMERAL.wire(), EPHEMERAL, PERSISTENT.wire(), PERSISTENT);

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

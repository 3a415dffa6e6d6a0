package dev.holdfast.session;

import java.util.Locale;

/** Where a session stands. */
public enum SessionState {
    /** At work. */
    ACTIVE,
    /** Its work is handed in; it waits for a verdict and does not go idle. */
    SUBMITTED,
    /** Its work was taken. */
    MERGED,
    /** Its time ran out. */
    EXPIRED,
    /** Given up. */
    ABANDONED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is still counted, listed and warned of. */
    public boolean isLive() {
        return this == ACTIVE || this == SUBMITTED;
    }
}

package dev.holdfast.client.spool;

import java.util.Locale;

/** The call that an item was given for, and is repeated by: keys hold for one address. */
public enum Via {
    REGISTER,
    SYNC;

    /** As it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

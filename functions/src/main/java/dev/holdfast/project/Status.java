package dev.holdfast.project;

import java.util.Map;

/** What a project is, whatever the last call did. */
public enum Status {
    REGISTERED("registered"),
    /** Its parent is not registered yet. */
    PENDING("pending"),
    ARCHIVED("archived");

    /** By their text on the wire. */
    public static final Map<String, Status> BY_WIRE =
            Map.of(REGISTERED.wire, REGISTERED, PENDING.wire, PENDING, ARCHIVED.wire, ARCHIVED);

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}

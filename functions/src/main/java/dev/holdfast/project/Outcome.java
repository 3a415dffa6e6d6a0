package dev.holdfast.project;

/** What one registration did. A repeated operation has the outcome it had the first time. */
public enum Outcome {
    CREATED("created"),
    /** This machine's content hash or the project's data changed. */
    UPDATED("updated"),
    UNCHANGED("unchanged");

    private final String wire;

    Outcome(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}

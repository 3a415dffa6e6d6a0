package dev.holdfast.project;

import java.util.Map;

/** How a project relates to others. A {@link #SUBMODULE} needs a parent. */
public enum ProjectType {
    STANDALONE("standalone"),
    SUBMODULE("submodule"),
    MONOREPO("monorepo");

    /** By their text on the wire. */
    public static final Map<String, ProjectType> BY_WIRE =
            Map.of(STANDALONE.wire, STANDALONE, SUBMODULE.wire, SUBMODULE, MONOREPO.wire, MONOREPO);

    private final String wire;

    ProjectType(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}

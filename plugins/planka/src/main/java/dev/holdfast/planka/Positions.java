package dev.holdfast.planka;

import java.util.stream.DoubleStream;

/** Where things stand among their like: numbers, with room between them for others. */
final class Positions {

    /** The room that Planka's own client leaves. */
    static final double GAP = 65_536;

    private Positions() {}

    /** A position behind all of these. */
    static double after(DoubleStream others) {
        return others.max().orElse(0) + GAP;
    }
}

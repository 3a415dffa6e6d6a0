package dev.holdfast.log;

import java.time.Instant;

/**
 * The stretch of a log from an open to its close.
 *
 * @param open the seq it began with; 0 for none
 */
public record Life(long open, Lifetime lifetime, Instant opened) {
    static final Life NONE = new Life(0, Lifetime.FOREVER, Instant.EPOCH);

    static Life of(Entry open) {
        Lifetime lifetime = open.lifetime();
        return new Life(open.seq(), lifetime == null ? Lifetime.FOREVER : lifetime, open.at());
    }

    /** The life that a close names, of which perhaps nothing else was read. */
    Life closed(long named) {
        return open == named ? this : new Life(named, Lifetime.FOREVER, opened);
    }

    Life with(Lifetime changed) {
        return new Life(open, changed, opened);
    }
}

package dev.holdfast.queue;

import java.util.EnumMap;
import java.util.Map;

/** Counts what a run of the drain does. Thread-safe. */
final class Tally {
    private final Map<Settled, Integer> counts = new EnumMap<>(Settled.class);
    private int relayed;
    private int failed;

    synchronized void count(Settled settled) {
        counts.merge(settled, 1, Integer::sum);
    }

    synchronized void relayed(int items) {
        relayed += items;
    }

    synchronized void failed() {
        failed++;
    }

    /** Grows as long as a further look may find more to do. */
    synchronized int progress() {
        return relayed + of(Settled.DONE) + of(Settled.CONTINUED);
    }

    synchronized Drained drained(boolean finished) {
        return new Drained(
                of(Settled.DONE),
                of(Settled.RETRIED),
                of(Settled.DEAD),
                relayed,
                of(Settled.CONTINUED),
                of(Settled.UNKNOWN_KIND),
                of(Settled.LOST),
                failed,
                finished);
    }

    private int of(Settled settled) {
        return counts.getOrDefault(settled, 0);
    }
}

package dev.holdfast.queue;

/** Has the queue drained soon, without waiting for it: work has been put in that is due now. */
@FunctionalInterface
public interface Wake {
    /** Where nothing but the schedule drains. */
    Wake NONE = () -> {};

    /** Never throws: the schedule drains all the same. */
    void now();
}

package dev.holdfast.queue;

/** What became of a job that fell due. */
enum Settled {
    DONE,
    CONTINUED,
    RETRIED,
    DEAD,
    /** No handler here takes its kind: kept for a worker that has one. */
    UNKNOWN_KIND,
    /** Another worker has it. */
    TAKEN,
    /** The lease ran out in the middle, and another worker has it by now. */
    LOST
}

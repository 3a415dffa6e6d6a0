package dev.holdfast.log;

/**
 * Where a cold read starts, and how heavy what it then reads is.
 *
 * @param seq of a snapshot or an open; 0 for the log's first entry
 * @param tail bytes of the entries after it
 * @param stateBytes how long the state was when it was last written or read whole
 */
record Start(long seq, long tail, long stateBytes) {
    static final Start NONE = new Start(0, 0, 0);

    /** Entries below this are read faster than a snapshot. */
    private static final long LEAST_TAIL = 16 * 1024;
    /** So that the tail stays within one page of a query. */
    private static final long MOST_TAIL = 900 * 1024;

    Start then(long entryBytes) {
        return new Start(seq, tail + entryBytes, stateBytes);
    }

    Start weighing(long bytes) {
        return new Start(seq, tail, bytes);
    }

    /** Whether the entries since outweigh the state, so that a snapshot of it saves more reading than it costs. */
    boolean isFarBack() {
        return tail > Math.min(MOST_TAIL, Math.max(LEAST_TAIL, stateBytes));
    }
}

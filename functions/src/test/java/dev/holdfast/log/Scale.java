package dev.holdfast.log;

/**
 * How much happens in a run.
 *
 * @param writersEach on each of the two instances
 * @param appends that are to be acknowledged
 * @param days how often a day passes
 * @param deadlines how often the clock is set to where one instance sees a deadline passed and the other does not
 * @param largeEvery how many changes until one is too large for an item
 */
record Scale(long seed, int logs, int writersEach, int appends, int days, int deadlines, int largeEvery) {
    private static final int OPERATIONS_PER_APPEND = 12;

    static Scale full(long seed) {
        return new Scale(seed, 20, 4, 5_000, 5, 150, 150);
    }

    static Scale small(long seed) {
        return new Scale(seed, 5, 4, 240, 4, 60, 60);
    }

    /** So that a run ends even when nothing succeeds. */
    int mostOperations() {
        return appends * OPERATIONS_PER_APPEND;
    }
}

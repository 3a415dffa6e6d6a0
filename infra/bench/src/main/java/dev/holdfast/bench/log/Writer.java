package dev.holdfast.bench.log;

import dev.holdfast.table.Budget;

/** One instance's way to store a small change in the one document. Thread-safe. */
interface Writer {
    void store(Budget budget, String change);
}

package dev.holdfast.bench.queue;

import dev.holdfast.table.Budget;

/** Adds up what calls used of the store. Thread-safe. */
final class Spending {
    private Total total = Total.NONE;

    /** Store calls and computed capacity units. */
    record Total(double calls, double writeUnits, double readUnits) {
        static final Total NONE = new Total(0, 0, 0);

        Total plus(Total other) {
            return new Total(calls + other.calls, writeUnits + other.writeUnits, readUnits + other.readUnits);
        }

        Total each(int jobs) {
            return new Total(calls / jobs, writeUnits / jobs, readUnits / jobs);
        }
    }

    synchronized void add(Budget.Consumption consumed) {
        total = total.plus(new Total(consumed.calls(), consumed.writeUnits(), consumed.readUnits()));
    }

    /** The sum, which then begins anew. */
    synchronized Total take() {
        Total taken = total;
        total = Total.NONE;
        return taken;
    }
}

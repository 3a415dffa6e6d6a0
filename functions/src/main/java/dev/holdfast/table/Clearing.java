package dev.holdfast.table;

import java.time.Duration;

/** Removes whole partitions. Thread-safe. */
public final class Clearing {
    private static final int PAGE = 100;

    private final Table table;

    public Clearing(Table table) {
        this.table = table;
    }

    /**
     * Removes every item of a partition.
     *
     * @param reserve what must be left of the budget
     * @return false when time ran out first: call again
     */
    public boolean clear(Budget budget, String pk, Duration reserve) {
        while (budget.left().compareTo(reserve) > 0) {
            Page page = table.query(budget, Query.partition(pk, PAGE));
            table.deleteAll(budget, page.items());
            if (page.next() == null) {
                return true;
            }
        }
        return false;
    }
}

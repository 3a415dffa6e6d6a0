package dev.holdfast.queue;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Key;
import java.util.List;

/** Items that stand in the queue's index because they cause jobs: the jobs are put in when the queue is drained. */
public interface Outbox {
    /** Whether {@code row} of the index is one of them. */
    boolean owns(Key row);

    /**
     * Puts in the jobs that the items of one partition cause, older items first, each once.
     *
     * @param rows of one partition
     * @return how many items were relayed; those that others relayed first are not counted
     */
    int relay(Budget budget, List<Key> rows);
}

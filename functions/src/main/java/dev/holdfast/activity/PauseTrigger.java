package dev.holdfast.activity;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Instant;
import java.util.List;

/** Pauses a trigger that keeps failing, and says so in the feed, in one step. */
public final class PauseTrigger {
    private final Table table;

    public PauseTrigger(Table table) {
        this.table = table;
    }

    void apply(Budget budget, ProjectRef owner, Trigger trigger, Instant now, String cause) {
        Write paused = Triggers.pausing(owner, trigger, now, cause);
        table.transact(budget, List.of(paused));
    }
}

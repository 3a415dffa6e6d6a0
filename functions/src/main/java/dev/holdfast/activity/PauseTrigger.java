package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import java.time.Instant;
import java.util.List;

/** Pauses a trigger that keeps failing, and says so in the feed, in one step. */
public final class PauseTrigger {
    private final Table table;
    private final Feed feed;

    public PauseTrigger(Table table, Feed feed) {
        this.table = table;
        this.feed = feed;
    }

    void apply(Budget budget, ProjectRef owner, Trigger trigger, Instant now, String cause) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("cause", cause);
        if (trigger.path() != null) {
            details.put("path", trigger.path().toString());
        }
        Event paused =
                Event.of(now, trigger.id(), "trigger.paused", "holdfast", "trigger/" + trigger.id(), "paused", details);
        // Others that found it failing meanwhile are refused, and have nothing left to do.
        table.transact(budget, List.of(Triggers.pausing(owner, trigger, now, cause), feed.write(owner, paused, true)));
    }
}

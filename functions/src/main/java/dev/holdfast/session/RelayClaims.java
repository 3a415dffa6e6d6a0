package dev.holdfast.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Deliveries;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.Triggers;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outbox;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Key;
import java.util.List;

/**
 * Tells triggers of claims that ended, so that those who wait can try again. What an entry causes and the end of its
 * being due are one transaction; older entries of the log come first. Thread-safe.
 */
public final class RelayClaims implements Outbox {
    /** The type of the event that triggers wait for. */
    public static final String RELEASED = "claim.released";

    /** Of one event: those for all triggers of a project stand in one transaction, of at most 4 MB. */
    private static final int MOST_BYTES = 60_000;

    private final Log<ClaimsState> log;
    private final Triggers triggers;
    private final Enqueue enqueue;

    RelayClaims(Log<ClaimsState> log, Triggers triggers, Enqueue enqueue) {
        this.log = log;
        this.triggers = triggers;
        this.enqueue = enqueue;
    }

    @Override
    public boolean owns(Key row) {
        return LogName.isEntry(row) && ClaimLogs.isOne(LogName.of(row));
    }

    @Override
    public int relay(Budget budget, List<Key> rows) {
        LogName name = LogName.of(rows.getFirst());
        List<Entry> due = log.due(budget, name, rows);
        if (due.isEmpty()) {
            return 0;
        }
        ProjectRef owner = ProjectRef.of(rows.getFirst().pk());
        List<Trigger> waiting = triggers.list(budget, owner).stream()
                .filter(trigger -> !trigger.isPaused() && trigger.waitsFor(RELEASED))
                .toList();
        int relayed = 0;
        for (Entry entry : due) {
            if (enqueue.putWith(budget, name.tenant(), Log.relayed(name, entry), deliveries(owner, entry, waiting))) {
                relayed++;
            }
        }
        return relayed;
    }

    private static List<NewJob> deliveries(ProjectRef owner, Entry entry, List<Trigger> waiting) {
        String id = "claims-" + entry.seq();
        return waiting.stream()
                .map(trigger -> Deliveries.ofEvent(owner, trigger, id, event(id, entry), entry.author(), entry.at()))
                .toList();
    }

    private static ObjectNode event(String id, Entry entry) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("at", Timestamp.format(entry.at()))
                .put("type", RELEASED)
                .put("actor", entry.author())
                .put("action", "release")
                .put("status", "ok");
        ObjectNode details = event.putObject("details");
        List<ClaimsChange.Freed> freed = ClaimsChange.read(entry.payload()).freed();
        ArrayNode claims = details.putArray("claims");
        int left = MOST_BYTES;
        for (ClaimsChange.Freed it : freed) {
            ObjectNode claim = claim(it);
            left -= StrictJson.length(claim);
            if (left < 0) {
                break;
            }
            claims.add(claim);
        }
        details.put("omitted", freed.size() - claims.size());
        return event;
    }

    private static ObjectNode claim(ClaimsChange.Freed freed) {
        Claim claim = freed.claim();
        return JsonNodeFactory.instance
                .objectNode()
                .put("claim_id", claim.id())
                .put("session_id", claim.sessionId())
                .put("mode", claim.mode().text())
                .put("token", claim.token())
                .put("reason", freed.why().text())
                .set("target", TargetJson.write(claim.target()));
    }
}

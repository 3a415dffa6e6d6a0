package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outbox;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts in the deliveries that events cause, in the order of the events. What an event causes and the end of its being
 * due are one transaction. Thread-safe.
 */
public final class RelayEvents implements Outbox {
    private final Table table;
    private final Feed feed;
    private final Triggers triggers;
    private final Enqueue enqueue;

    public RelayEvents(Table table, Feed feed, Triggers triggers, Enqueue enqueue) {
        this.table = table;
        this.feed = feed;
        this.triggers = triggers;
        this.enqueue = enqueue;
    }

    @Override
    public boolean owns(Key row) {
        return ProjectRef.ofEvent(row).isPresent();
    }

    @Override
    public int relay(Budget budget, List<Key> rows) {
        ProjectRef owner = ProjectRef.of(rows.getFirst().pk());
        List<Trigger> listening = triggers.list(budget, owner).stream()
                .filter(trigger -> !trigger.isPaused() && !trigger.events().isEmpty())
                .toList();
        int relayed = 0;
        for (Key row : rows.stream().sorted(Comparator.comparing(Key::sk)).toList()) {
            Optional<Item> item = table.get(budget, row).filter(it -> it.dueAt().isPresent());
            if (item.isPresent() && relay(budget, owner, row, feed.read(item.get()), listening)) {
                relayed++;
            }
        }
        return relayed;
    }

    /** @return false when another run was first */
    private boolean relay(Budget budget, ProjectRef owner, Key row, Event event, List<Trigger> listening) {
        Write relayed = Write.Change.of(row).notDue().onlyIf(Condition.isDue());
        List<NewJob> deliveries = listening.stream()
                .filter(trigger -> trigger.waitsFor(event.type()))
                .map(trigger -> Deliveries.ofEvent(owner, trigger, event.id(), view(event), event.actor(), event.at()))
                .toList();
        if (deliveries.isEmpty()) {
            return table.write(budget, relayed) instanceof WriteResult.Applied;
        }
        for (int attempt = 0; ; attempt++) {
            List<Write> writes = new ArrayList<>(List.of(relayed));
            writes.addAll(enqueue.writes(budget, owner.tenant(), deliveries));
            switch (table.transact(budget, writes)) {
                case WriteResult.Applied _ -> {
                    return true;
                }
                case WriteResult.Refused(int position, var _) -> {
                    if (position == 0) {
                        return false;
                    }
                    Backoff.await(attempt, budget);
                }
            }
        }
    }

    private static ObjectNode view(Event event) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("timestamp", Timestamp.format(event.at()))
                .put("type", event.type())
                .put("actor", event.actor());
        if (event.resource() != null) {
            view.put("resource", event.resource());
        }
        view.put("action", event.action()).put("status", event.status());
        view.set("details", event.details());
        return view;
    }
}

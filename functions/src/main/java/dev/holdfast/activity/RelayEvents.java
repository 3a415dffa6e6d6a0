package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outbox;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts in the deliveries that events cause, in the order of the events. What an event causes and the end of its being
 * due are one transaction. Thread-safe.
 */
public final class RelayEvents implements Outbox {
    private static final Duration INDEX_BEHIND = Duration.ofMinutes(10);
    private static final int PAGE = 100;

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
        for (Item item : due(budget, rows)) {
            if (relay(budget, owner, item.key(), feed.read(item), listening)) {
                relayed++;
            }
        }
        return relayed;
    }

    /**
     * Those that are due up to the last of {@code rows}, oldest first: the index shows every write within seconds; what is
     * ten minutes older than the last one has been in it.
     */
    private List<Item> due(Budget budget, List<Key> rows) {
        Key first = rows.stream().min(Comparator.comparing(Key::sk)).orElseThrow();
        Key last = rows.stream().max(Comparator.comparing(Key::sk)).orElseThrow();
        String from = Event.time(Event.at(first.sk()).minus(INDEX_BEHIND));
        List<Item> due = new ArrayList<>();
        Query query = Query.range(first.pk(), from, last.sk(), PAGE);
        Query.@Nullable Position next = null;
        do {
            Page page = table.query(budget, query.after(next));
            page.items().stream().filter(item -> item.dueAt().isPresent()).forEach(due::add);
            next = page.next();
        } while (next != null);
        return due;
    }

    /** @return false when another run was first */
    private boolean relay(Budget budget, ProjectRef owner, Key row, Event event, List<Trigger> listening) {
        Write relayed = Write.Change.of(row).notDue().onlyIf(Condition.isDue());
        List<NewJob> deliveries = listening.stream()
                .filter(trigger -> trigger.waitsFor(event.type()))
                .map(trigger -> Deliveries.ofEvent(owner, trigger, event.id(), view(event), event.actor(), event.at()))
                .toList();
        return enqueue.putWith(budget, owner.tenant(), relayed, deliveries);
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

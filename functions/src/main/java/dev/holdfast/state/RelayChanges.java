package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.activity.Deliveries;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.Triggers;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.log.View;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outbox;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts in the deliveries that changes of stores cause. What an entry causes and the end of its being due are one
 * transaction; older entries of the log come first. Thread-safe.
 */
public final class RelayChanges implements Outbox {
    private final Log<StoreState> log;
    private final Triggers triggers;
    private final Enqueue enqueue;

    RelayChanges(Log<StoreState> log, Triggers triggers, Enqueue enqueue) {
        this.log = log;
        this.triggers = triggers;
        this.enqueue = enqueue;
    }

    @Override
    public boolean owns(Key row) {
        return LogName.isEntry(row) && StoreRef.isStore(LogName.of(row));
    }

    @Override
    public int relay(Budget budget, List<Key> rows) {
        LogName name = LogName.of(rows.getFirst());
        StoreRef store = StoreRef.of(name);
        List<Entry> due = log.due(budget, name, rows);
        if (due.isEmpty()) {
            return 0;
        }
        Map<String, Trigger> standing = new HashMap<>();
        triggers.list(budget, store.owner()).forEach(trigger -> standing.put(trigger.id(), trigger));
        int relayed = 0;
        for (Entry entry : due) {
            if (enqueue.putWith(
                    budget,
                    name.tenant(),
                    Log.relayed(name, entry),
                    deliveries(budget, store, name, entry, standing))) {
                relayed++;
            }
        }
        return relayed;
    }

    private List<NewJob> deliveries(
            Budget budget, StoreRef store, LogName name, Entry entry, Map<String, Trigger> standing) {
        Optional<StoreState> before = at(budget, name, entry.seq() - 1);
        Optional<StoreState> after = at(budget, name, entry.seq());
        if (before.isEmpty() || after.isEmpty()) {
            return List.of();
        }
        JsonNode old = before.get().document().data();
        JsonNode now = after.get().document().data();
        Patch patch = Change.read(entry.payload()).asPatch();
        List<Place> places = new ArrayList<>();
        for (Watch watch : before.get().watches()) {
            Trigger trigger = standing.get(watch.trigger());
            if (trigger != null && !trigger.isPaused()) {
                watch.path().locations(patch, old, now).forEach(at -> places.add(new Place(trigger, at)));
            }
        }
        return places.stream()
                .map(place -> Deliveries.ofChange(
                        store.owner(),
                        place.trigger(),
                        "/" + store.store() + place.at(),
                        new Deliveries.Told(value(old, place.at()), link(store, entry.seq() - 1)),
                        new Deliveries.Told(value(now, place.at()), link(store, entry.seq())),
                        entry.seq(),
                        entry.author(),
                        entry.at(),
                        places.size()))
                .toList();
    }

    private record Place(Trigger trigger, Pointer at) {}

    /** Empty when it is no longer kept. */
    private Optional<StoreState> at(Budget budget, LogName name, long seq) {
        return log.find(budget, name, seq, log.observe(budget, name)).map(View::state);
    }

    private static JsonNode value(JsonNode document, Pointer at) {
        return at.find(document).orElse(MissingNode.getInstance());
    }

    private static String link(StoreRef store, long seq) {
        return "/api/v1/projects/" + store.project() + "/state/" + store.store() + "/?seq=" + seq;
    }
}

package dev.holdfast.client.spool;

import dev.holdfast.client.file.Locks;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.http.Verdict;
import dev.holdfast.client.input.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A sync of any size. Everything is kept before anything is sent. */
public final class SyncRun {
    private final List<Item> items;
    private final Projects projects;
    private final Delivery delivery;
    private final Map<Long, Settlement> settled = new HashMap<>();

    private SyncRun(List<Item> items, Projects projects, Delivery delivery) {
        this.items = items;
        this.projects = projects;
        this.delivery = delivery;
    }

    static SyncRun of(
            Account account, List<Registration> registrations, Spool spool, Projects projects, Delivery delivery) {
        List<Spool.Wanted> wanted = new ArrayList<>(registrations.size());
        List<String> keys = Batches.keys(registrations);
        for (int i = 0; i < registrations.size(); i++) {
            wanted.add(new Spool.Wanted(Via.SYNC, keys.get(i), registrations.get(i)));
        }
        return new SyncRun(spool.put(account, wanted), projects, delivery);
    }

    /**
     * Sends all of it.
     *
     * @param progress is told how many items have been gone through
     * @return a settlement for every registration, in order; equal ones share theirs
     */
    public List<Settlement> run(IntConsumer progress) {
        boolean stopped = false;
        for (Collection<Item> batch : batches()) {
            if (stopped) {
                batch.forEach(item -> hold(item, "the service takes no calls now"));
            } else {
                stopped = send(batch);
            }
            progress.accept(settled.size());
        }
        return items.stream()
                .map(item -> Objects.requireNonNull(settled.get(item.id())))
                .toList();
    }

    /** Items by their key: those that were waiting before have keys of their own. */
    private Collection<Collection<Item>> batches() {
        Map<String, Map<Long, Item>> byKey = new LinkedHashMap<>();
        for (Item item : items) {
            byKey.computeIfAbsent(item.key(), _ -> new LinkedHashMap<>()).put(item.id(), item);
        }
        return byKey.values().stream().map(Map::values).toList();
    }

    /** Whether the rest has no chance now. */
    private boolean send(Collection<Item> batch) {
        List<Locks.Held> locks = new ArrayList<>();
        try {
            List<Item> together = new ArrayList<>();
            boolean stopped = false;
            for (Item item : batch) {
                var lock = projects.lock(item.account(), item.project(), Duration.ZERO);
                if (lock.isEmpty()) {
                    hold(item, "another process is sending for the project");
                    continue;
                }
                locks.add(lock.get());
                Optional<Item> ready = projects.ready(item).filter(it -> it.via() == Via.SYNC);
                if (stopped) {
                    hold(item, "the service takes no calls now");
                } else if (ready.isPresent()) {
                    together.add(ready.get());
                } else {
                    Projects.Line line = projects.settle(item);
                    settled.put(item.id(), line.settlement());
                    stopped = stopsAll(line);
                }
            }
            if (stopped) {
                together.forEach(item -> hold(item, "the service takes no calls now"));
                return true;
            }
            return !together.isEmpty() && sendTogether(together);
        } finally {
            locks.forEach(Locks.Held::close);
        }
    }

    private boolean sendTogether(List<Item> together) {
        List<Delivered> delivered = delivery.sendTogether(together);
        delivered.forEach(it -> settled.put(it.item().id(), new Settlement.Sent(it)));
        return delivered.stream().anyMatch(Delivered::stopsAll)
                || delivered.stream().allMatch(it -> it.verdict() instanceof Verdict.Later);
    }

    private void hold(Item item, String because) {
        settled.put(item.id(), projects.held(item, because));
    }

    private static boolean stopsAll(Projects.Line line) {
        return line.earlier().stream().anyMatch(Delivered::stopsAll)
                || (line.settlement() instanceof Settlement.Sent(Delivered delivered) && delivered.stopsAll());
    }
}

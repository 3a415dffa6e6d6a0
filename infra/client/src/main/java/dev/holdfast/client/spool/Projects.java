package dev.holdfast.client.spool;

import dev.holdfast.client.file.Locks;
import dev.holdfast.client.http.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends what waits for one project, one after the other, under the project's lock. */
final class Projects {
    private final Spool spool;
    private final Locks locks;
    private final Delivery delivery;
    private final Clock clock;

    Projects(Spool spool, Locks locks, Delivery delivery, Clock clock) {
        this.spool = spool;
        this.locks = locks;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** What came of it, and of those that had to go before. */
    record Line(Settlement settlement, List<Delivered> earlier) {}

    Optional<Locks.Held> lock(Account account, String project, Duration patience) {
        return locks.lock(
                String.join("\n", "project", account.url(), account.tenant(), account.subject(), project), patience);
    }

    /** Sends an item and all before it; the project's lock must be held. */
    Line settle(Item item) {
        List<Delivered> earlier = new ArrayList<>();
        while (true) {
            Optional<Item> head = spool.head(item.account(), item.project()).filter(it -> it.id() <= item.id());
            if (head.isEmpty()) {
                return new Line(elsewhere(item), earlier);
            }
            Item first = head.get();
            boolean isOurs = first.id() == item.id();
            if (!first.isDue(clock.instant(), false)) {
                return new Line(behind(item, first), earlier);
            }
            Delivered delivered = delivery.send(first, isOurs);
            if (isOurs) {
                return new Line(new Settlement.Sent(delivered), earlier);
            }
            earlier.add(delivered);
            if (!delivered.isSettled()) {
                return new Line(behind(item, delivered.item()), earlier);
            }
        }
    }

    /** The item as it is now, if it is due and nothing has to go before it; the project's lock must be held. */
    Optional<Item> ready(Item item) {
        return spool.head(item.account(), item.project())
                .filter(head -> head.id() == item.id() && head.isDue(clock.instant(), false));
    }

    Settlement held(Item item, String because) {
        Item now = spool.get(item.id()).orElse(item);
        return new Settlement.Held(now, because, now.dueAt());
    }

    private Settlement behind(Item item, Item first) {
        String because =
                first.id() == item.id() ? "its next attempt is not due yet" : "an earlier call for the project waits";
        return new Settlement.Held(spool.get(item.id()).orElse(item), because, first.dueAt());
    }

    private Settlement elsewhere(Item item) {
        return spool.get(item.id())
                .<Settlement>map(Settlement.DeadElsewhere::new)
                .orElseGet(() -> new Settlement.DoneElsewhere(item));
    }
}

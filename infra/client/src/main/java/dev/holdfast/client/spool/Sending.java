package dev.holdfast.client.spool;

import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Locks;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.http.HoldfastApi;
import dev.holdfast.client.input.Registration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Everything that is sent through the spool, for one account. */
public final class Sending {
    private final Account account;
    private final Spool spool;
    private final Locks locks;
    private final Delivery delivery;
    private final Projects projects;

    public Sending(Account account, HoldfastApi api, Database database, Locks locks, Backoff backoff, Clock clock) {
        this.account = account;
        this.locks = locks;
        spool = new Spool(database, clock);
        delivery = new Delivery(api, new Attempts(database, backoff, clock));
        projects = new Projects(spool, locks, delivery, clock);
    }

    /** What came of a registration, and of those of its project that had to go before. */
    public record Registered(Settlement settlement, List<Delivered> earlier) {}

    /**
     * Keeps a registration, then sends it behind what waits for its project.
     *
     * @param patience how long to wait for another process that is sending for the project
     */
    public Registered register(Registration registration, Duration patience) {
        Spool.Wanted wanted = new Spool.Wanted(Via.REGISTER, UUID.randomUUID().toString(), registration);
        Item item = spool.put(account, List.of(wanted)).getFirst();
        var lock = projects.lock(account, registration.project(), patience);
        if (lock.isEmpty()) {
            return new Registered(projects.held(item, "another process is sending for the project"), List.of());
        }
        try (Locks.Held _ = lock.get()) {
            Projects.Line line = projects.settle(item);
            return new Registered(line.settlement(), line.earlier());
        }
    }

    /** A sync, kept as a whole and then sent batch by batch. */
    public SyncRun sync(List<Registration> registrations) {
        return SyncRun.of(account, registrations, spool, projects, delivery);
    }

    /** A run over what waits. */
    public QueueRun queue() {
        return new QueueRun(account, spool, locks, projects, delivery);
    }
}

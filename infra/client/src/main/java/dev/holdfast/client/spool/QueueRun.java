package dev.holdfast.client.spool;

import dev.holdfast.client.file.Locks;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.http.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends what waits and is due, in order, each item at most once. */
public final class QueueRun {
    private static final int MOST_UNANSWERED = 3;

    private final Account account;
    private final Spool spool;
    private final Locks locks;
    private final Projects projects;
    private final Delivery delivery;

    QueueRun(Account account, Spool spool, Locks locks, Projects projects, Delivery delivery) {
        this.account = account;
        this.spool = spool;
        this.locks = locks;
        this.projects = projects;
        this.delivery = delivery;
    }

    /**
     * What a run did.
     *
     * @param stopped whether it ended before the last due item, as the rest had no chance either
     */
    public record Ran(List<Delivered> delivered, boolean stopped) {}

    /**
     * Runs once.
     *
     * @param ignoreBackoff send what is in backoff too, though not what the service itself put off
     * @return empty when another process is at it
     */
    public Optional<Ran> run(boolean ignoreBackoff, Consumer<Delivered> progress) {
        return locks.tryLock(String.join("\n", "queue", account.url(), account.tenant(), account.subject()))
                .map(lock -> {
                    try (Locks.Held _ = lock) {
                        return drain(ignoreBackoff, progress);
                    }
                });
    }

    private Ran drain(boolean ignoreBackoff, Consumer<Delivered> progress) {
        List<Delivered> delivered = new ArrayList<>();
        long last = 0;
        int unanswered = 0;
        while (true) {
            Optional<Item> next = spool.next(account, last, ignoreBackoff);
            if (next.isEmpty()) {
                return new Ran(delivered, false);
            }
            last = next.get().id();
            Optional<Delivered> sent = sendLocked(next.get(), ignoreBackoff);
            if (sent.isPresent()) {
                delivered.add(sent.get());
                progress.accept(sent.get());
                unanswered = isUnanswered(sent.get()) ? unanswered + 1 : 0;
                if (sent.get().stopsAll() || unanswered == MOST_UNANSWERED) {
                    return new Ran(delivered, true);
                }
            }
        }
    }

    /** Empty when another process is sending for the project, or has done so since the item was read. */
    private Optional<Delivered> sendLocked(Item item, boolean ignoreBackoff) {
        var lock = projects.lock(account, item.project(), Duration.ZERO);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (Locks.Held _ = lock.get()) {
            return spool.next(account, item.id() - 1, ignoreBackoff)
                    .filter(it -> it.id() == item.id())
                    .map(it -> delivery.send(it, false));
        }
    }

    private static boolean isUnanswered(Delivered delivered) {
        return delivered.verdict() instanceof Verdict.Later later && later.status() == null;
    }
}

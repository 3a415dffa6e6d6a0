package dev.holdfast.queue;

import dev.holdfast.security.Call;
import dev.holdfast.table.Item;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts a tenant's jobs. Thread-safe. */
public final class QueueStatus {
    /** Where counting stops. */
    public static final int MOST_COUNTED = 1_000;

    private static final int PAGE = 250;
    /** Large payloads make few items a page. */
    private static final int MOST_PAGES = 40;

    private final Table table;
    private final Handlers handlers;
    private final Clock clock;

    QueueStatus(Table table, Handlers handlers, Clock clock) {
        this.table = table;
        this.handlers = handlers;
        this.clock = clock;
    }

    /**
     * A tenant's jobs. Those of a group that wait for the first one count as pending.
     *
     * @param pending wait for their time
     * @param due could be worked on now
     * @param leased are being worked on
     * @param groups that hold jobs
     * @param oldest how long the oldest of the counted waits; null when none does
     * @param unknownKinds how many of the counted are of each kind that this version has no handler for
     * @param complete false when counting stopped at {@value #MOST_COUNTED}
     */
    public record Counts(
            long pending,
            long due,
            long leased,
            long dead,
            int groups,
            @Nullable Duration oldest,
            Map<String, Integer> unknownKinds,
            boolean complete) {}

    public Counts of(Call call) {
        Count count = new Count(clock.instant());
        boolean jobs = each(call, Query.partition(JobKeys.jobs(call.tenant()), PAGE), count::job);
        boolean groups = each(call, Query.partition(JobKeys.groups(call.tenant()), PAGE), count::group);
        boolean dead = each(call, Query.recent(JobKeys.deadLetters(call.tenant()), PAGE), _ -> count.dead());
        return count.done(jobs && groups && dead);
    }

    /** @return whether all were counted */
    private boolean each(Call call, Query query, ToLongFunction<Item> counting) {
        long counted = 0;
        Query.Position next = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page page = table.query(call.budget(), query.after(next));
            for (Item item : page.items()) {
                counted += counting.applyAsLong(item);
                if (counted > MOST_COUNTED) {
                    return false;
                }
            }
            next = page.next();
            if (next == null) {
                return true;
            }
        }
        return false;
    }

    private final class Count {
        private final Instant now;
        private final Map<String, Integer> unknown = new TreeMap<>();
        private long pending;
        private long due;
        private long leased;
        private long dead;
        private int groups;
        private @Nullable Instant oldest;

        private Count(Instant now) {
            this.now = now;
        }

        private long job(Item job) {
            if (DeadLetter.isOne(job)) {
                return 0;
            }
            if (handlers.of(JobItems.kind(job)).isEmpty()) {
                unknown.merge(JobItems.kind(job), 1, Integer::sum);
            }
            waitsSince(JobItems.created(job));
            stands(job);
            return 1;
        }

        private long group(Item group) {
            long held = group.number(Groups.TAIL) - (group.has(Groups.GONE) ? group.number(Groups.GONE) : 0);
            if (group.dueAt().isEmpty() || held < 1) {
                return 0;
            }
            if (group.has(Groups.SINCE)) {
                waitsSince(Instant.ofEpochMilli(group.number(Groups.SINCE)));
            }
            groups++;
            stands(group);
            pending += held - 1;
            return held;
        }

        private long dead() {
            dead++;
            return 1;
        }

        private void stands(Item item) {
            boolean isDue = item.dueAt().filter(at -> !at.isAfter(now)).isPresent();
            if (isDue) {
                due++;
            } else if (item.has(JobItems.LEASE)) {
                leased++;
            } else {
                pending++;
            }
        }

        private void waitsSince(Instant since) {
            oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
        }

        private Counts done(boolean complete) {
            return new Counts(
                    Math.min(pending, MOST_COUNTED),
                    due,
                    leased,
                    Math.min(dead, MOST_COUNTED),
                    groups,
                    oldest == null ? null : Duration.between(oldest, now),
                    Map.copyOf(unknown),
                    complete);
        }
    }
}

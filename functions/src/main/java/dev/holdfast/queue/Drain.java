package dev.holdfast.queue;

import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Does what is due, of all tenants, until nothing is or time runs out. Any number may run at once. Thread-safe. */
public final class Drain {
    /** Left when a job is taken up: an outbound call of 5 s, and the writes after it. */
    static final Duration RESERVE = Duration.ofSeconds(8);

    private static final int PAGE = 100;

    private final Table table;
    private final SingleJobs jobs;
    private final Groups groups;
    private final List<Outbox> outboxes;
    private final Shards shards;
    private final Clock clock;

    Drain(Table table, SingleJobs jobs, Groups groups, List<Outbox> outboxes, Shards shards, Clock clock) {
        this.table = table;
        this.jobs = jobs;
        this.groups = groups;
        this.outboxes = outboxes;
        this.shards = shards;
        this.clock = clock;
    }

    /** Which shards one run sees to, both ends taken: runs side by side may share them out. */
    public record ShardRange(int first, int last) {
        public static final ShardRange ALL = new ShardRange(0, Integer.MAX_VALUE);
    }

    /**
     * Drains.
     *
     * @param requestId under which defects are logged
     */
    public Drained apply(Budget budget, String requestId, ShardRange range) {
        Tally tally = new Tally();
        List<String> mine = new ArrayList<>(shards.all().subList(Math.min(range.first(), shards.count()), (int)
                Math.min((long) range.last() + 1, shards.count())));
        // Those that run at once begin at different places.
        Collections.rotate(mine, ThreadLocalRandom.current().nextInt(Math.max(1, mine.size())));
        boolean finished = true;
        for (int before = -1; finished && tally.progress() > before; ) {
            before = tally.progress();
            for (String shard : mine) {
                finished = finished && drain(budget, requestId, shard, tally);
            }
        }
        return tally.drained(finished);
    }

    /** @return false when time ran out */
    private boolean drain(Budget budget, String requestId, String shard, Tally tally) {
        Query query = Query.due(shard, clock.instant(), PAGE);
        for (Query.Position next = null; ; ) {
            if (!hasTime(budget)) {
                return false;
            }
            Page page = table.query(budget, query.after(next));
            List<Item> rows = new ArrayList<>(page.items());
            relay(budget, requestId, rows, tally);
            rows.removeIf(row -> !JobKeys.isJob(row.key()) && !JobKeys.isGroup(row.key()));
            Collections.shuffle(rows, ThreadLocalRandom.current());
            Parallel.map(rows, row -> attempt(budget, requestId, row, tally));
            next = page.next();
            if (next == null) {
                return hasTime(budget);
            }
        }
    }

    private void relay(Budget budget, String requestId, List<Item> rows, Tally tally) {
        for (Outbox outbox : outboxes) {
            Map<String, List<Key>> partitions = new LinkedHashMap<>();
            rows.stream()
                    .map(Item::key)
                    .filter(outbox::owns)
                    .forEach(row -> partitions
                            .computeIfAbsent(row.pk(), _ -> new ArrayList<>())
                            .add(row));
            Parallel.map(List.copyOf(partitions.values()), keys -> {
                guarded(requestId, tally, () -> tally.relayed(hasTime(budget) ? outbox.relay(budget, keys) : 0));
                return keys;
            });
        }
    }

    private boolean attempt(Budget budget, String requestId, Item row, Tally tally) {
        Instant due = row.dueAt().orElseThrow();
        guarded(requestId, tally, () -> {
            if (!hasTime(budget)) {
                return;
            }
            if (JobKeys.isGroup(row.key())) {
                groups.attempt(budget, row.key(), due, RESERVE).forEach(tally::count);
            } else {
                tally.count(jobs.attempt(budget, row.key(), due));
            }
        });
        return true;
    }

    /** One row that fails stops none of the others; it falls due again when its lease ends. */
    private static void guarded(String requestId, Tally tally, Runnable step) {
        try {
            step.run();
        } catch (Refusal refused) {
            tally.failed();
        } catch (RuntimeException defect) {
            Defects.log(requestId, defect);
            tally.failed();
        }
    }

    private static boolean hasTime(Budget budget) {
        return budget.left().compareTo(RESERVE) > 0;
    }
}

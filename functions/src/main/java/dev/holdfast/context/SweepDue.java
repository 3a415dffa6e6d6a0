package dev.holdfast.context;

import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Queue;
import dev.holdfast.session.Sessions;
import dev.holdfast.state.States;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;

/** Does what has fallen due by time alone, of all tenants. Safe to run at any time, also many at once. */
public final class SweepDue {
    private static final int PAGE = 100;
    /** Left for the answer, and for a row that takes long. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final Table table;
    private final States states;
    private final Sessions sessions;
    private final Queue queue;
    private final Shards shards;
    private final Clock clock;

    public SweepDue(Table table, States states, Sessions sessions, Queue queue, Shards shards, Clock clock) {
        this.table = table;
        this.states = states;
        this.sessions = sessions;
        this.queue = queue;
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param failed rows that are tried again by the next run
     * @param finished false when time ran out before everything due was seen to
     */
    public record Swept(int swept, int failed, boolean finished) {}

    /** Sees to every row that is due, as far as the time goes; one that fails stops none of the others. */
    public Swept apply(Budget budget, String requestId) {
        int swept = 0;
        int failed = 0;
        for (String shard : shards.all()) {
            Query query = Query.due(shard, clock.instant(), PAGE);
            for (Page page = table.query(budget, query); ; page = table.query(budget, query.after(page.next()))) {
                for (Item row : page.items()) {
                    if (!isKnown(row.key())) {
                        continue;
                    }
                    if (budget.remaining().compareTo(RESERVE) < 0) {
                        return new Swept(swept, failed, false);
                    }
                    if (sweep(budget, row, requestId)) {
                        swept++;
                    } else {
                        failed++;
                    }
                }
                if (page.next() == null) {
                    break;
                }
            }
        }
        return new Swept(swept, failed, true);
    }

    private boolean isKnown(Key row) {
        return states.sweep().owns(row) || sessions.owns(row) || queue.sweeps(row);
    }

    private boolean sweep(Budget budget, Item row, String requestId) {
        try {
            if (queue.sweeps(row.key())) {
                queue.sweep(budget, row.key());
            } else if (sessions.owns(row.key())) {
                sessions.sweep(budget, row.key());
            } else {
                states.sweep().apply(budget, row.key());
            }
            return true;
        } catch (Refusal refused) {
            return false;
        } catch (RuntimeException defect) {
            Defects.log(requestId, defect);
            return false;
        }
    }
}

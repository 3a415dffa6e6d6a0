package dev.holdfast.queue;

import dev.holdfast.log.ChunkSet;
import dev.holdfast.log.Chunks;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Works on jobs that stand by themselves: leases one by one conditional write, tries it, and writes what became of it. */
final class SingleJobs {
    /** Until a kind that is not known here is looked at again. */
    static final Duration UNKNOWN_KIND_PAUSE = Duration.ofMinutes(5);

    static final String UNFINISHED = "The worker died in the middle of the last attempt.";

    private final Table table;
    private final JobItems items;
    private final Handlers handlers;
    private final Chunks chunks;
    private final RetryDelay delay;
    private final Shards shards;
    private final Clock clock;

    SingleJobs(
            Table table,
            JobItems items,
            Handlers handlers,
            Chunks chunks,
            RetryDelay delay,
            Shards shards,
            Clock clock) {
        this.table = table;
        this.items = items;
        this.handlers = handlers;
        this.chunks = chunks;
        this.delay = delay;
        this.shards = shards;
        this.clock = clock;
    }

    /** @param due when the index says that the job falls due: it is leased only if nobody has moved it since */
    Settled attempt(Budget budget, Key row, Instant due) {
        String token = UUID.randomUUID().toString();
        Instant end = clock.instant().plus(Lease.TERM);
        Write claim = Write.Change.of(row)
                .text(JobItems.LEASE, token)
                .plus(JobItems.ATTEMPTS, 1)
                .dueAt(JobKeys.shard(shards, row), end)
                .onlyIf(Condition.dueAt(due));
        return switch (table.write(budget, claim)) {
            case WriteResult.Applied(Item before)
            when before != null ->
                new Leased(budget, before, token, JobItems.attempts(before) + 1, version(before) + 1).work(end);
            case WriteResult.Refused(int _, Item standing)
            when standing != null && isOurs(standing, token) ->
                new Leased(budget, standing, token, JobItems.attempts(standing), version(standing)).work(end);
            default -> Settled.TAKEN;
        };
    }

    private static boolean isOurs(Item standing, String token) {
        return standing.optionalText(JobItems.LEASE).filter(token::equals).isPresent();
    }

    private static long version(Item item) {
        return item.has(TableSchema.VERSION) ? item.number(TableSchema.VERSION) : 0;
    }

    /** One job under one lease. */
    private final class Leased {
        private final Budget budget;
        private final Item item;
        private final Key key;
        private final Condition held;
        private final int attempt;
        private final long fence;
        private final @Nullable String history;

        private Leased(Budget budget, Item item, String token, int attempt, long fence) {
            this.budget = budget;
            this.item = item;
            this.key = item.key();
            this.held = Condition.equal(JobItems.LEASE, token);
            this.attempt = attempt;
            this.fence = fence;
            this.history = item.optionalText(JobItems.HISTORY).orElse(null);
        }

        private Settled work(Instant end) {
            Optional<JobHandler> handler = handlers.of(JobItems.kind(item));
            if (handler.isEmpty()) {
                return moved(
                        Settled.UNKNOWN_KIND,
                        UNKNOWN_KIND_PAUSE,
                        Write.Change.of(key).plus(JobItems.ATTEMPTS, -1));
            }
            if (attempt > JobItems.most(item)) {
                return die(attempt - 1, UNFINISHED);
            }
            Job job = items.job(budget, item, attempt, history, fence);
            Lease lease = new Lease(budget, end.minus(Lease.TOLERANCE), this::extend);
            return switch (Handlers.run(handler.get(), job, lease)) {
                case Outcome.Done _ -> done();
                case Outcome.Continue(Duration after) ->
                    moved(Settled.CONTINUED, after, Write.Change.of(key).plus(JobItems.ATTEMPTS, -1));
                case Outcome.Retry(String cause, Duration asked) -> retry(cause, asked);
                case Outcome.Reject(String cause) -> die(attempt, cause);
            };
        }

        private Instant extend() {
            Instant until = clock.instant().plus(Lease.TERM);
            Write longer = Write.Change.of(key)
                    .dueAt(JobKeys.shard(shards, key), until)
                    .onlyIf(held);
            return table.write(budget, longer) instanceof WriteResult.Applied
                    ? until.minus(Lease.TOLERANCE)
                    : Instant.MIN;
        }

        private Settled done() {
            Write removal = new Write.Delete(key, held, item);
            Optional<ChunkSet> set = JobItems.chunkSet(item);
            WriteResult result = set.isEmpty()
                    ? table.write(budget, removal)
                    : table.transact(
                            budget, List.of(removal, chunks.release(JobKeys.chunks(JobKeys.tenant(key)), set.get())));
            // Nothing there: this very removal, its reply lost, or a later worker that finished too.
            return result instanceof WriteResult.Refused(int _, Item standing) && standing != null
                    ? Settled.LOST
                    : Settled.DONE;
        }

        private Settled retry(String cause, @Nullable Duration asked) {
            if (attempt >= JobItems.most(item)) {
                return die(attempt, cause);
            }
            return moved(
                    Settled.RETRIED,
                    delay.after(attempt, asked),
                    Write.Change.of(key)
                            .text(JobItems.HISTORY, JobItems.failed(history, attempt, clock.instant(), cause)));
        }

        private Settled moved(Settled settled, Duration after, Write.ChangeBuilder change) {
            Instant due = clock.instant().plus(after);
            return settle(settled, change.remove(JobItems.LEASE).dueAt(JobKeys.shard(shards, key), due));
        }

        private Settled die(int attempts, String cause) {
            Instant now = clock.instant();
            Write.ChangeBuilder change = Write.Change.of(key)
                    .remove(JobItems.LEASE)
                    .notDue()
                    .text(JobItems.HISTORY, JobItems.failed(history, attempts, now, cause));
            DeadLetter.of(item, attempts, cause, now)
                    .listed(JobKeys.tenant(key))
                    .forEach(change::text);
            return settle(Settled.DEAD, change);
        }

        private Settled settle(Settled settled, Write.ChangeBuilder change) {
            return table.write(budget, change.onlyIf(held)) instanceof WriteResult.Applied ? settled : Settled.LOST;
        }
    }
}

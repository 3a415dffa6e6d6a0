package dev.holdfast.queue;

import dev.holdfast.log.Chunks;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Works on ordered groups. Members stand in a partition of their own, numbered; the group's item counts them, is what
 * is leased and what falls due, and holds the attempts at the first member. It leaves the index only if nothing was
 * put in since the members were read.
 */
final class Groups {
    /** How many members were ever put in. */
    static final String TAIL = "tail";
    /** How many of them are gone. */
    static final String GONE = "gone";
    /** Since when the first one waits. */
    static final String SINCE = "since";

    private static final Duration EMPTY_KEPT = Duration.ofDays(30);
    private static final int PAGE = 10;
    private static final int MOST_IN_A_ROW = 100;

    private final Table table;
    private final JobItems items;
    private final Handlers handlers;
    private final Chunks chunks;
    private final RetryDelay delay;
    private final Shards shards;
    private final Clock clock;

    Groups(
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

    /** Works on the members in their order, until one has to wait or time runs out. */
    List<Settled> attempt(Budget budget, Key row, Instant due, Duration reserve) {
        String token = UUID.randomUUID().toString();
        Instant end = clock.instant().plus(Lease.TERM);
        Write claim = Write.Change.of(row)
                .text(JobItems.LEASE, token)
                .plus(JobItems.ATTEMPTS, 1)
                .dueAt(JobKeys.shard(shards, row), end)
                .onlyIf(Condition.dueAt(due));
        boolean leased = switch (table.write(budget, claim)) {
            case WriteResult.Applied _ -> true;
            case WriteResult.Refused(int _, Item standing) ->
                standing != null
                        && standing.optionalText(JobItems.LEASE)
                                .filter(token::equals)
                                .isPresent();
        };
        return leased ? new Leased(budget, row, token, end, reserve).work() : List.of(Settled.TAKEN);
    }

    /** One group under one lease. */
    private final class Leased {
        private final Budget budget;
        private final Key key;
        private final String token;
        private final Condition held;
        private final Duration reserve;
        private final List<Settled> settled = new ArrayList<>();
        private Instant end;

        private Leased(Budget budget, Key key, String token, Instant end, Duration reserve) {
            this.budget = budget;
            this.key = key;
            this.token = token;
            this.held = Condition.equal(JobItems.LEASE, token);
            this.end = end;
            this.reserve = reserve;
        }

        private List<Settled> work() {
            while (true) {
                Optional<Item> read = table.get(budget, key).filter(this::isHeld);
                if (read.isEmpty()) {
                    settled.add(Settled.LOST);
                    return settled;
                }
                Item head = read.get();
                List<Item> members = members();
                if (members.isEmpty()) {
                    if (leave(head)) {
                        return settled;
                    }
                } else if (!work(head, members)) {
                    return settled;
                }
            }
        }

        private boolean isHeld(Item head) {
            return head.optionalText(JobItems.LEASE).filter(token::equals).isPresent();
        }

        private List<Item> members() {
            String pk = JobKeys.members(JobKeys.tenant(key), key.sk());
            return table.query(budget, Query.partition(pk, PAGE)).items();
        }

        /** @return false when the group rests or is lost */
        private boolean work(Item head, List<Item> members) {
            int attempt = JobItems.attempts(head);
            @Nullable String history = head.optionalText(JobItems.HISTORY).orElse(null);
            long fence = head.number(TableSchema.VERSION);
            for (int i = 0; i < members.size(); i++) {
                Item member = members.get(i);
                boolean tired =
                        settled.size() >= MOST_IN_A_ROW || budget.remaining().compareTo(reserve) < 0;
                if (tired || clock.instant().plus(reserve).isAfter(end)) {
                    rest(Duration.ZERO, Write.Change.of(key).plus(JobItems.ATTEMPTS, -1));
                    return false;
                }
                @Nullable Item next = i + 1 < members.size() ? members.get(i + 1) : null;
                if (!one(member, next, attempt, history, fence)) {
                    return false;
                }
                attempt = 1;
                history = null;
            }
            return true;
        }

        /** @return whether the next one may be taken */
        private boolean one(Item member, @Nullable Item next, int attempt, @Nullable String history, long fence) {
            Optional<JobHandler> handler = handlers.of(JobItems.kind(member));
            if (handler.isEmpty()) {
                return rest(
                        Settled.UNKNOWN_KIND,
                        SingleJobs.UNKNOWN_KIND_PAUSE,
                        Write.Change.of(key).plus(JobItems.ATTEMPTS, -1));
            }
            if (attempt > JobItems.most(member)) {
                return die(member, next, attempt - 1, history, SingleJobs.UNFINISHED);
            }
            Job job = items.job(budget, member, attempt, history, fence);
            Lease lease = new Lease(budget, end.minus(Lease.TOLERANCE), this::extend);
            return switch (Handlers.run(handler.get(), job, lease)) {
                case Outcome.Done _ -> advance(Settled.DONE, next, removal(member));
                case Outcome.Continue(Duration after) ->
                    rest(Settled.CONTINUED, after, Write.Change.of(key).plus(JobItems.ATTEMPTS, -1));
                case Outcome.Retry(String cause, Duration asked) ->
                    attempt >= JobItems.most(member)
                            ? die(member, next, attempt, history, cause)
                            : rest(
                                    Settled.RETRIED,
                                    delay.after(attempt, asked),
                                    Write.Change.of(key)
                                            .text(
                                                    JobItems.HISTORY,
                                                    JobItems.failed(history, attempt, clock.instant(), cause)));
                case Outcome.Reject(String cause) -> die(member, next, attempt, history, cause);
            };
        }

        private Instant extend() {
            Instant until = clock.instant().plus(Lease.TERM);
            Write longer = Write.Change.of(key)
                    .dueAt(JobKeys.shard(shards, key), until)
                    .onlyIf(held);
            if (table.write(budget, longer) instanceof WriteResult.Refused) {
                return Instant.MIN;
            }
            end = until;
            return until.minus(Lease.TOLERANCE);
        }

        private List<Write> removal(Item member) {
            List<Write> writes = new ArrayList<>(List.of(new Write.Delete(member.key(), Condition.none(), member)));
            JobItems.chunkSet(member)
                    .ifPresent(set -> writes.add(chunks.release(JobKeys.chunks(JobKeys.tenant(key)), set)));
            return writes;
        }

        /** The member goes to the dead letters, and the group goes on. */
        private boolean die(Item member, @Nullable Item next, int attempts, @Nullable String history, String cause) {
            Instant now = clock.instant();
            String tenant = JobKeys.tenant(key);
            Item.Builder dead = JobItems.moved(member, JobKeys.job(tenant, JobItems.id(member)))
                    .number(JobItems.ATTEMPTS, attempts)
                    .text(JobItems.HISTORY, JobItems.failed(history, attempts, now, cause));
            DeadLetter.of(member, attempts, cause, now).listed(tenant).forEach(dead::text);
            return advance(
                    Settled.DEAD,
                    next,
                    List.of(new Write.Delete(member.key(), Condition.none(), member), Write.Put.always(dead.build())));
        }

        /** Writes the end of the first member; the lease goes on, with the first attempt at the next one. */
        private boolean advance(Settled how, @Nullable Item next, List<Write> end) {
            Instant until = clock.instant().plus(Lease.TERM);
            Write.ChangeBuilder head = Write.Change.of(key)
                    .number(JobItems.ATTEMPTS, 1)
                    .plus(GONE, 1)
                    .remove(JobItems.HISTORY)
                    .dueAt(JobKeys.shard(shards, key), until);
            if (next != null) {
                head.number(SINCE, JobItems.created(next).toEpochMilli());
            }
            List<Write> writes = new ArrayList<>(end);
            writes.add(head.onlyIf(held));
            boolean applied = table.transact(budget, writes) instanceof WriteResult.Applied;
            this.end = until;
            settled.add(applied ? how : Settled.LOST);
            return applied;
        }

        private boolean rest(Settled how, Duration after, Write.ChangeBuilder change) {
            settled.add(rest(after, change) ? how : Settled.LOST);
            return false;
        }

        private boolean rest(Duration after, Write.ChangeBuilder change) {
            Write.ChangeBuilder rested = change.remove(JobItems.LEASE)
                    .dueAt(JobKeys.shard(shards, key), clock.instant().plus(after));
            return table.write(budget, rested.onlyIf(held)) instanceof WriteResult.Applied;
        }

        /** @return false when a member was put in meanwhile */
        private boolean leave(Item head) {
            Write leave = Write.Change.of(key)
                    .remove(JobItems.LEASE)
                    .remove(JobItems.ATTEMPTS)
                    .remove(JobItems.HISTORY)
                    .remove(SINCE)
                    .notDue()
                    .expiresAt(clock.instant().plus(EMPTY_KEPT))
                    .onlyIf(held.and(Condition.equal(TAIL, head.number(TAIL))));
            return table.write(budget, leave) instanceof WriteResult.Applied;
        }
    }
}

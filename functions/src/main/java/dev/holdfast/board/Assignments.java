package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives tasks to agents, by compare-and-set in this service's own table: no back end can be relied on for it. An item
 * outlives its lease, so that tokens grow from one holder to the next. Thread-safe.
 */
final class Assignments {
    /** What is left of whom the board may show, once a task is given back. */
    private static final Duration FREE_KEPT = Duration.ofDays(30);

    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final Holders holders;
    private final Clock clock;

    Assignments(Table table, Holders holders, Clock clock) {
        this.table = table;
        this.holders = holders;
        this.clock = clock;
    }

    Holders holders() {
        return holders;
    }

    /**
     * Who wants a task, and for how long.
     *
     * @param named whether the caller said which agent it is; else its session tells it from others of its token
     */
    record Wanted(
            String board,
            String task,
            String agent,
            String subject,
            boolean named,
            @Nullable String session,
            Duration lease) {}

    /**
     * Takes a task that nobody holds, or lengthens the lease of who holds it.
     *
     * @throws Refusal TASK_ASSIGNED with {@code holder}
     */
    Assignment take(Budget budget, ProjectRef owner, Wanted wanted) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Item> standing = table.get(budget, AssignmentItems.key(owner, wanted.board(), wanted.task()));
            Instant now = clock.instant();
            @Nullable
            Assignment before = standing.map(AssignmentItems::assignment).orElse(null);
            @Nullable
            Assignment given =
                    standing.filter(it -> !it.has(AssignmentItems.FREE)).isPresent() ? before : null;
            Assignment next;
            if (given != null && isOwn(given, wanted)) {
                next = given.renewed(wanted.session(), now.plus(wanted.lease()));
            } else {
                if (given != null) {
                    refuseWhileHeld(budget, owner, given, wanted, now);
                }
                next = next(wanted, before, given, now);
            }
            Item item = AssignmentItems.item(
                    owner,
                    next,
                    standing.map(it -> it.number(TableSchema.VERSION) + 1).orElse(1L));
            Write write = standing.isPresent() ? Write.Put.over(standing.get(), item) : Write.Put.ifAbsent(item);
            if (applied(table.write(budget, write), next)) {
                return next;
            }
            Backoff.await(attempt, budget);
        }
        throw new Refusal(
                Reason.UNAVAILABLE, "Many want this task at once. Send the same call again.", Map.of("retry_after", 1));
    }

    /** Of agents that share a token and say no name, each is known by its session. */
    private static boolean isOwn(Assignment given, Wanted wanted) {
        return given.isHeldBy(wanted.agent(), wanted.subject())
                && (wanted.named() || given.session() == null || given.session().equals(wanted.session()));
    }

    private void refuseWhileHeld(Budget budget, ProjectRef owner, Assignment given, Wanted wanted, Instant now) {
        Held held = holders.held(budget, owner, List.of(given), now).getFirst();
        // Its session may be read by an instance whose clock is behind.
        if (held.live() || !held.leaseEnds().plus(Assignment.TOLERANCE).isBefore(now)) {
            throw new Refusal(
                    Reason.TASK_ASSIGNED,
                    given.isHeldBy(wanted.agent(), wanted.subject())
                            ? "Another session of this token holds it. Agents that share a token each send an agent_id."
                            : "Take another task, or this one when the lease of its holder has ended.",
                    Map.of("holder", Holders.shown(held)));
        }
    }

    private static Assignment next(
            Wanted wanted, @Nullable Assignment before, @Nullable Assignment given, Instant now) {
        return new Assignment(
                wanted.board(),
                wanted.task(),
                wanted.agent(),
                wanted.subject(),
                wanted.session(),
                // What was given back is removed long after any command could be late: the clock is enough then.
                before == null ? now.toEpochMilli() : Math.max(before.token() + 1, now.toEpochMilli()),
                now,
                now.plus(wanted.lease()),
                before == null ? List.of() : before.shownToo(given != null),
                false,
                false);
    }

    /** A lost answer may be the refusal of one's own write. */
    private static boolean applied(WriteResult result, Assignment next) {
        return switch (result) {
            case WriteResult.Applied _ -> true;
            case WriteResult.Refused(int _, Item standing) ->
                standing != null
                        && !standing.has(AssignmentItems.FREE)
                        && AssignmentItems.assignment(standing).equals(next);
        };
    }

    /** Gives a task back; harmless when another has taken it since. Whom the board may show is kept. */
    void free(Budget budget, ProjectRef owner, Assignment held) {
        write(
                budget,
                held,
                AssignmentItems.closed(change(owner, held))
                        .flag(AssignmentItems.FREE)
                        .expiresAt(clock.instant().plus(FREE_KEPT)));
    }

    /** The board shows this agent, and nobody that it showed before. */
    void confirmed(Budget budget, ProjectRef owner, Assignment held) {
        if (!held.confirmed() || !held.shown().isEmpty()) {
            write(
                    budget,
                    held,
                    change(owner, held).flag(AssignmentItems.CONFIRMED).remove(AssignmentItems.SHOWN));
        }
    }

    /** The task was done, or is to be done again. */
    void done(Budget budget, ProjectRef owner, Assignment held, boolean isDone) {
        if (held.done() != isDone) {
            Write.ChangeBuilder change = change(owner, held);
            write(
                    budget,
                    held,
                    isDone
                            ? AssignmentItems.closed(change).flag(AssignmentItems.DONE)
                            : AssignmentItems.opened(change, owner, held.until())
                                    .remove(AssignmentItems.DONE));
        }
    }

    /**
     * Lets the lease outlast a command that its holder has begun.
     *
     * @return false when the task was given back, or has another holder
     */
    boolean outlast(Budget budget, ProjectRef owner, Assignment held, Duration command) {
        Instant until = clock.instant().plus(command);
        if (!held.until().isBefore(until)) {
            return true;
        }
        Write longer = change(owner, held)
                .number(AssignmentItems.UNTIL, until.toEpochMilli())
                .text(TableSchema.RECENT_SK, Timestamp.format(until))
                .onlyIf(isStill(held).and(Condition.atMost(AssignmentItems.UNTIL, until.toEpochMilli())));
        return switch (table.write(budget, longer)) {
            case WriteResult.Applied _ -> true;
            // Renewed meanwhile, for longer.
            case WriteResult.Refused(int _, Item standing) ->
                standing != null
                        && !standing.has(AssignmentItems.FREE)
                        && standing.number(AssignmentItems.TOKEN) == held.token();
        };
    }

    private static Write.ChangeBuilder change(ProjectRef owner, Assignment held) {
        return Write.Change.of(AssignmentItems.key(owner, held.board(), held.task()));
    }

    private static Condition isStill(Assignment held) {
        return Condition.equal(AssignmentItems.TOKEN, held.token()).and(Condition.lacks(AssignmentItems.FREE));
    }

    private void write(Budget budget, Assignment held, Write.ChangeBuilder change) {
        table.write(budget, change.onlyIf(isStill(held)));
    }
}

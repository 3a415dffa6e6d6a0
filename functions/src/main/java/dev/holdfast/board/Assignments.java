package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.session.Sessions;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who holds which task, by compare-and-set in this service's own table: no back end can be relied on for it. An item
 * outlives its lease, so that tokens grow from one holder to the next. Thread-safe.
 */
public final class Assignments {
    /** What is left of whom the board may show, once a task is given back. */
    private static final Duration FREE_KEPT = Duration.ofDays(30);

    private static final int PAGE = 500;
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_QUERIES = 20;
    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final Sessions sessions;
    private final Clock clock;

    Assignments(Table table, Sessions sessions, Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.clock = clock;
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
            if (given != null && isHeldBy(budget, owner, given, wanted)) {
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

    private boolean isHeldBy(Budget budget, ProjectRef owner, Assignment given, Wanted wanted) {
        if (!given.isHeldBy(wanted.agent(), wanted.subject())) {
            return false;
        }
        @Nullable String before = given.session();
        boolean sameSession = before == null || wanted.session() == null || before.equals(wanted.session());
        return wanted.named()
                || sameSession
                || !sessions.liveUntil(budget, owner, List.of(before)).containsKey(before);
    }

    private void refuseWhileHeld(Budget budget, ProjectRef owner, Assignment given, Wanted wanted, Instant now) {
        Held held = held(given, sessionEnds(budget, owner, List.of(given), now), now);
        // Its session may be read by an instance whose clock is behind.
        if (held.live() || !held.leaseEnds().plus(Assignment.TOLERANCE).isBefore(now)) {
            throw new Refusal(
                    Reason.TASK_ASSIGNED,
                    given.isHeldBy(wanted.agent(), wanted.subject())
                            ? "Another session of this token holds it. Agents that share a token each send an agent_id."
                            : "Take another task, or this one when the lease of its holder has ended.",
                    Map.of("holder", holder(held)));
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
                // Items are removed long after any command could be late, so that the clock is enough without one.
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
                change(owner, held)
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
            Write.ChangeBuilder change = change(owner, held).expiresAt(AssignmentItems.expiry(held.until(), isDone));
            write(budget, held, isDone ? change.flag(AssignmentItems.DONE) : change.remove(AssignmentItems.DONE));
        }
    }

    /**
     * Lets the lease outlast a command that its holder has begun.
     *
     * @return false when the task was given back, or has another holder
     */
    boolean outlast(Budget budget, ProjectRef owner, Assignment held, Duration command) {
        Instant until = clock.instant().plus(command);
        return !held.until().isBefore(until)
                || write(
                        budget,
                        held,
                        change(owner, held)
                                .number(AssignmentItems.UNTIL, until.toEpochMilli())
                                .expiresAt(AssignmentItems.expiry(until, held.done())));
    }

    private static Write.ChangeBuilder change(ProjectRef owner, Assignment held) {
        return Write.Change.of(AssignmentItems.key(owner, held.board(), held.task()));
    }

    private boolean write(Budget budget, Assignment held, Write.ChangeBuilder change) {
        Write write = change.onlyIf(
                Condition.equal(AssignmentItems.TOKEN, held.token()).and(Condition.lacks(AssignmentItems.FREE)));
        return table.write(budget, write) instanceof WriteResult.Applied;
    }

    /** Who holds a task now, its lease going on or not; empty when nobody does. */
    Optional<Held> of(Budget budget, ProjectRef owner, String board, String task) {
        return Optional.ofNullable(of(budget, owner, board, List.of(task)).get(task));
    }

    /** Who holds which of these, by task. */
    Map<String, Held> of(Budget budget, ProjectRef owner, String board, Collection<String> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        List<Key> keys = tasks.stream()
                .distinct()
                .map(task -> AssignmentItems.key(owner, board, task))
                .toList();
        return held(budget, owner, table.getAll(budget, keys).values());
    }

    /** What the items say, by task; of a task that was given back, nothing. */
    Map<String, Held> held(Budget budget, ProjectRef owner, Collection<Item> items) {
        List<Assignment> given = items.stream()
                .filter(item -> !item.has(AssignmentItems.FREE))
                .map(AssignmentItems::assignment)
                .toList();
        Instant now = clock.instant();
        Map<String, Instant> ends = sessionEnds(budget, owner, given, now);
        Map<String, Held> held = new HashMap<>();
        given.forEach(it -> held.put(it.task(), held(it, ends, now)));
        return held;
    }

    /** @param next where the next page begins; null after the last one */
    public record Listed(List<Held> items, @Nullable String next) {}

    /**
     * The assignments of a project in the order of tasks, at most {@value #MOST_LISTED}; a page may hold none.
     *
     * @param after of the page before; null for the first
     */
    public Listed list(Budget budget, ProjectRef owner, Predicate<Assignment> which, @Nullable String after) {
        String partition = AssignmentItems.partition(owner);
        List<Assignment> found = new ArrayList<>();
        Query.@Nullable Position next = after == null ? null : new Query.Position(new Key(partition, after), null);
        int queries = 0;
        do {
            Page page = table.query(budget, Query.partition(partition, PAGE).after(next));
            page.items().stream()
                    .filter(item -> !item.has(AssignmentItems.FREE))
                    .map(AssignmentItems::assignment)
                    .filter(which)
                    .forEach(found::add);
            next = page.next();
            queries++;
        } while (next != null && found.size() + PAGE <= MOST_LISTED && queries < MOST_QUERIES);
        Instant now = clock.instant();
        Map<String, Instant> ends = sessionEnds(budget, owner, found, now);
        return new Listed(
                found.stream().map(it -> held(it, ends, now)).toList(),
                next == null ? null : next.key().sk());
    }

    /** Of those that are not known to be done, the ones whose lease has ended; one page of them. */
    List<Held> lapsed(Budget budget, ProjectRef owner, String board) {
        Instant now = clock.instant();
        Predicate<Assignment> undone = it -> it.board().equals(board) && !it.done() && !now.isBefore(it.until());
        return list(budget, owner, undone, null).items().stream()
                .filter(held -> !held.live())
                .toList();
    }

    private static Held held(Assignment assignment, Map<String, Instant> sessionEnds, Instant now) {
        Instant ends =
                assignment.leaseEnds(assignment.session() == null ? null : sessionEnds.get(assignment.session()));
        return new Held(assignment, ends, now.isBefore(ends));
    }

    /** Only of those whose own lease has ended: the others need no session. */
    private Map<String, Instant> sessionEnds(
            Budget budget, ProjectRef owner, List<Assignment> assignments, Instant now) {
        List<String> asked = assignments.stream()
                .filter(it -> it.session() != null && !now.isBefore(it.until()))
                .map(it -> Objects.requireNonNull(it.session()))
                .distinct()
                .toList();
        return asked.isEmpty() ? Map.of() : sessions.liveUntil(budget, owner, asked);
    }

    static Map<String, Object> holder(Held held) {
        return Map.of(
                "agent_id",
                held.assignment().agent(),
                "since",
                Timestamp.format(held.assignment().since()),
                "lease_until",
                Timestamp.format(held.leaseEnds()));
    }
}

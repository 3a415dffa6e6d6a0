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
    /** What one read of the table takes. */
    private static final int LISTED = 100;

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
        Map<String, Held> held = new HashMap<>();
        held(budget, owner, given).forEach(it -> held.put(it.assignment().task(), it));
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
        return new Listed(
                held(budget, owner, found), next == null ? null : next.key().sk());
    }

    /** Of tasks that are not known to be done, those whose lease has ended, the earliest first; at least so many. */
    List<Held> lapsed(Budget budget, ProjectRef owner, String board, int atLeast) {
        Query ended = Query.listedUntil(AssignmentItems.open(owner), Timestamp.format(clock.instant()), LISTED);
        return open(
                budget, owner, ended, atLeast, held -> held.assignment().board().equals(board) && !held.live());
    }

    /** What a subject's agents hold, as far as it is not known to be done, the latest lease first; a page of it. */
    public List<Held> open(Budget budget, ProjectRef owner, String subject) {
        Query latest = Query.recent(AssignmentItems.open(owner), LISTED);
        return open(
                budget,
                owner,
                latest,
                LISTED,
                held -> held.assignment().subject().equals(subject));
    }

    private List<Held> open(Budget budget, ProjectRef owner, Query listed, int atLeast, Predicate<Held> which) {
        List<Held> found = new ArrayList<>();
        Query.@Nullable Position next = null;
        int queries = 0;
        do {
            Page page = table.query(budget, listed.after(next));
            List<Key> keys = page.items().stream().map(Item::key).toList();
            Map<Key, Item> items = keys.isEmpty() ? Map.of() : table.getAll(budget, keys);
            // In the index's order, of which the table's answer knows nothing.
            List<Item> given = keys.stream()
                    .map(items::get)
                    .filter(Objects::nonNull)
                    .filter(item -> !item.has(AssignmentItems.FREE))
                    .toList();
            held(budget, owner, given.stream().map(AssignmentItems::assignment).toList()).stream()
                    .filter(held -> !held.assignment().done() && which.test(held))
                    .forEach(found::add);
            next = page.next();
            queries++;
        } while (next != null && found.size() < atLeast && queries < MOST_QUERIES);
        return found;
    }

    private List<Held> held(Budget budget, ProjectRef owner, List<Assignment> given) {
        Instant now = clock.instant();
        Map<String, Instant> ends = sessionEnds(budget, owner, given, now);
        return given.stream().map(it -> held(it, ends, now)).toList();
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

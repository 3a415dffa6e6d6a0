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
    private static final String AGENT = "agent";
    private static final String SUBJECT = "by";
    private static final String SESSION = "session";
    private static final String TOKEN = "token";
    private static final String SINCE = "at";
    private static final String UNTIL = "until";
    private static final String PREVIOUS = "was";
    /** Set where the holder gave the task back. */
    private static final String FREE = "free";

    /** Longer than any command may be late. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int PAGE = 100;
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_ATTEMPTS = 20;

    private final Table table;
    private final Sessions sessions;
    private final Clock clock;

    Assignments(Table table, Sessions sessions, Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.clock = clock;
    }

    static String partition(ProjectRef owner) {
        return owner.partition("assignments");
    }

    static Key key(ProjectRef owner, String task) {
        return new Key(partition(owner), task);
    }

    /** Who wants a task, and for how long. */
    record Wanted(
            String task,
            String agent,
            String subject,
            @Nullable String session,
            Duration lease) {}

    /** @param renewed whether the agent held the task already */
    record Taken(Assignment assignment, boolean renewed) {}

    /**
     * Takes a task that nobody holds, or lengthens the lease of who holds it.
     *
     * @throws Refusal TASK_ASSIGNED with {@code holder}
     */
    Taken take(Budget budget, ProjectRef owner, Wanted wanted) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Item> standing = table.get(budget, key(owner, wanted.task()));
            Instant now = clock.instant();
            @Nullable Assignment before = standing.map(Assignments::assignment).orElse(null);
            @Nullable Assignment given = standing.filter(it -> !it.has(FREE)).isPresent() ? before : null;
            boolean own = given != null && given.isHeldBy(wanted.agent(), wanted.subject());
            if (given != null && !own) {
                Held held = held(budget, owner, given, now);
                // Its session may be read by an instance whose clock is behind.
                if (held.live() || !held.leaseEnds().plus(Assignment.TOLERANCE).isBefore(now)) {
                    throw taken(held);
                }
            }
            Assignment next = next(wanted, before, given != null, now);
            Item item = item(
                    owner,
                    next,
                    standing.map(it -> it.number(TableSchema.VERSION) + 1).orElse(1L));
            Write write = standing.isPresent() ? Write.Put.over(standing.get(), item) : Write.Put.ifAbsent(item);
            if (applied(table.write(budget, write), next)) {
                return new Taken(next, own);
            }
            Backoff.await(attempt, budget);
        }
        throw new Refusal(
                Reason.UNAVAILABLE, "Many want this task at once. Send the same call again.", Map.of("retry_after", 1));
    }

    private static Assignment next(Wanted wanted, @Nullable Assignment before, boolean given, Instant now) {
        Instant until = now.plus(wanted.lease());
        if (before == null) {
            // Items are removed long after any command could be late, so that the clock is enough.
            return fresh(wanted, now.toEpochMilli(), now, until, null);
        }
        if (given && before.isHeldBy(wanted.agent(), wanted.subject())) {
            return new Assignment(
                    before.task(),
                    before.agent(),
                    before.subject(),
                    wanted.session() == null ? before.session() : wanted.session(),
                    before.token(),
                    before.since(),
                    until,
                    before.previous());
        }
        long token = Math.max(before.token() + 1, now.toEpochMilli());
        return fresh(wanted, token, now, until, given ? before.agent() : null);
    }

    private static Assignment fresh(Wanted wanted, long token, Instant now, Instant until, @Nullable String previous) {
        return new Assignment(
                wanted.task(), wanted.agent(), wanted.subject(), wanted.session(), token, now, until, previous);
    }

    /** A lost answer may be the refusal of one's own write. */
    private static boolean applied(WriteResult result, Assignment next) {
        return switch (result) {
            case WriteResult.Applied _ -> true;
            case WriteResult.Refused(int _, Item standing) ->
                standing != null && !standing.has(FREE) && assignment(standing).equals(millis(next));
        };
    }

    private static Assignment millis(Assignment it) {
        return new Assignment(
                it.task(),
                it.agent(),
                it.subject(),
                it.session(),
                it.token(),
                Instant.ofEpochMilli(it.since().toEpochMilli()),
                Instant.ofEpochMilli(it.until().toEpochMilli()),
                it.previous());
    }

    /** Gives a task back; harmless when another has taken it since. */
    void free(Budget budget, ProjectRef owner, Assignment held) {
        table.write(
                budget,
                Write.Change.of(key(owner, held.task()))
                        .flag(FREE)
                        .expiresAt(clock.instant().plus(KEPT))
                        .onlyIf(Condition.equal(TOKEN, held.token())));
    }

    /** Who holds a task now, its lease going on or not; empty when nobody does. */
    Optional<Held> of(Budget budget, ProjectRef owner, String task) {
        return Optional.ofNullable(of(budget, owner, List.of(task)).get(task));
    }

    /** Who holds which of these. */
    Map<String, Held> of(Budget budget, ProjectRef owner, Collection<String> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        Map<Key, Item> items = table.getAll(
                budget, tasks.stream().distinct().map(task -> key(owner, task)).toList());
        return held(budget, owner, items.values());
    }

    /** What the items of {@link #key} say; of a task that was given back, nothing. */
    Map<String, Held> held(Budget budget, ProjectRef owner, Collection<Item> items) {
        List<Assignment> given = items.stream()
                .filter(item -> !item.has(FREE))
                .map(Assignments::assignment)
                .toList();
        Instant now = clock.instant();
        Map<String, Instant> ends = sessionEnds(budget, owner, given, now);
        Map<String, Held> held = new HashMap<>();
        given.forEach(it -> held.put(it.task(), held(it, ends, now)));
        return held;
    }

    /** The assignments of a project in the order of tasks, at most {@value #MOST_LISTED}. */
    public List<Held> list(Budget budget, ProjectRef owner, Predicate<Assignment> which) {
        List<Item> items = new ArrayList<>();
        Query.@Nullable Position next = null;
        do {
            Page page =
                    table.query(budget, Query.partition(partition(owner), PAGE).after(next));
            page.items().stream()
                    .filter(item -> !item.has(FREE) && which.test(assignment(item)))
                    .forEach(items::add);
            next = page.next();
        } while (next != null && items.size() < MOST_LISTED);
        Map<String, Held> held = held(budget, owner, items);
        return items.stream()
                .map(item -> Objects.requireNonNull(held.get(item.key().sk())))
                .toList();
    }

    private Held held(Budget budget, ProjectRef owner, Assignment assignment, Instant now) {
        Map<String, Instant> ends = sessionEnds(budget, owner, List.of(assignment), now);
        return held(assignment, ends, now);
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

    static Refusal taken(Held held) {
        return new Refusal(
                Reason.TASK_ASSIGNED,
                "Take another task, or this one when the lease of its holder has ended.",
                Map.of("holder", holder(held)));
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

    private static Item item(ProjectRef owner, Assignment assignment, long version) {
        Item.Builder item = Item.at(key(owner, assignment.task()))
                .number(TableSchema.VERSION, version)
                .text(AGENT, assignment.agent())
                .text(SUBJECT, assignment.subject())
                .number(TOKEN, assignment.token())
                .number(SINCE, assignment.since().toEpochMilli())
                .number(UNTIL, assignment.until().toEpochMilli());
        if (assignment.session() != null) {
            item.text(SESSION, assignment.session());
        }
        if (assignment.previous() != null) {
            item.text(PREVIOUS, assignment.previous());
        }
        return item.build();
    }

    private static Assignment assignment(Item item) {
        return new Assignment(
                item.key().sk(),
                item.text(AGENT),
                item.text(SUBJECT),
                item.optionalText(SESSION).orElse(null),
                item.number(TOKEN),
                Instant.ofEpochMilli(item.number(SINCE)),
                Instant.ofEpochMilli(item.number(UNTIL)),
                item.optionalText(PREVIOUS).orElse(null));
    }
}

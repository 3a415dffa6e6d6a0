package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Timestamp;
import dev.holdfast.session.Sessions;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import java.time.Clock;
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

/** Who holds which task, and until when: an assignment, and what its session adds. Thread-safe. */
public final class Holders {
    private static final int PAGE = 500;
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_QUERIES = 20;
    /** What one read of the table takes. */
    private static final int AT_ONCE = 100;

    private final Table table;
    private final Sessions sessions;
    private final Clock clock;

    Holders(Table table, Sessions sessions, Clock clock) {
        this.table = table;
        this.sessions = sessions;
        this.clock = clock;
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
        Query ended = Query.listedUntil(AssignmentItems.open(owner), Timestamp.format(clock.instant()), AT_ONCE);
        return open(
                budget, owner, ended, atLeast, held -> held.assignment().board().equals(board) && !held.live());
    }

    /** What a subject's agents hold, as far as it is not known to be done, the latest lease first; a page of it. */
    public List<Held> open(Budget budget, ProjectRef owner, String subject) {
        Query latest = Query.recent(AssignmentItems.open(owner), AT_ONCE);
        return open(
                budget,
                owner,
                latest,
                AT_ONCE,
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
        return held(budget, owner, given, clock.instant());
    }

    List<Held> held(Budget budget, ProjectRef owner, List<Assignment> given, Instant now) {
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

    /** As refusals tell it. */
    static Map<String, Object> shown(Held held) {
        return Map.of(
                "agent_id",
                held.assignment().agent(),
                "since",
                Timestamp.format(held.assignment().since()),
                "lease_until",
                Timestamp.format(held.leaseEnds()));
    }
}

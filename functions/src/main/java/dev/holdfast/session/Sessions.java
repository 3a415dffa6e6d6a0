package dev.holdfast.session;

import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every operation on sessions, over one table. Thread-safe. */
public final class Sessions {
    private static final int MOST_REPORTED = 500;

    private final Table table;
    private final SessionStore store;
    private final OpenSession open;
    private final SessionLife life;
    private final SessionLists lists;
    private final Modifications modifications;
    private final Reads reads;
    private final Reconcile reconcile;
    private final Claims claims;
    private final Clock clock;

    public Sessions(
            Table table, Sealing sealing, Shards shards, Resolve projects, Queue queue, Feed feed, Clock clock) {
        this.table = table;
        this.store = new SessionStore(table, sealing, queue.enqueue(), shards, clock);
        this.open = new OpenSession(store, projects, clock);
        this.modifications = new Modifications(table, store, new ModificationItems(sealing), clock);
        this.life = new SessionLife(
                store, new SessionEvents(feed, modifications, this::claims), modifications, queue.wake(), clock);
        this.lists = new SessionLists(table, store, clock);
        this.reads = new Reads(table, modifications);
        this.reconcile = new Reconcile(lists, life, clock);
        this.claims = new Claims(table, sealing, shards, new LiveSessions(store, life), projects, queue.wake(), clock);
        this.clock = clock;
    }

    public OpenSession open() {
        return open;
    }

    public SessionLife life() {
        return life;
    }

    public SessionLists lists() {
        return lists;
    }

    public Modifications modifications() {
        return modifications;
    }

    public Reconcile reconcile() {
        return reconcile;
    }

    public Claims claims() {
        return claims;
    }

    private int claims(Budget budget, ProjectRef owner, String sessionId) {
        return claims.count(budget, owner, sessionId);
    }

    /** Until when each of these sessions lives unless it is touched; those that live no more are left out. */
    public Map<String, Instant> liveUntil(Budget budget, ProjectRef owner, Collection<String> ids) {
        Instant now = clock.instant();
        Map<String, Instant> live = new HashMap<>();
        store.findAll(budget, owner, ids).forEach((id, session) -> {
            if (session.isLiveAt(now)) {
                live.put(id, session.deadline());
            }
        });
        return live;
    }

    /** What frees what ended sessions held. */
    public JobHandler free() {
        return new FreeSession(modifications, claims);
    }

    /**
     * What a report of modifications answers.
     *
     * @param changed how many said more than what was known
     * @param stale files that others have changed since this session read them
     */
    public record Reported(int changed, List<Reads.Stale> stale) {}

    /** Notes what a session modifies, and keeps it from going idle. */
    public Reported modified(Call call, ProjectRef owner, String id, List<Modification> said) {
        requireFew(said.size());
        Session session = life.touch(call, owner, id);
        List<Modification> distinct = said.stream().distinct().toList();
        List<Reads.Stale> stale = reads.stale(
                call.budget(),
                owner,
                session,
                distinct.stream().map(Modification::path).distinct().toList());
        return new Reported(modifications.report(call.budget(), owner, session, distinct), stale);
    }

    /** Notes what a session has read, and keeps it from going idle. */
    public void read(Call call, ProjectRef owner, String id, List<FileRead> read) {
        requireFew(read.size());
        reads.report(call.budget(), owner, life.touch(call, owner, id), read);
    }

    private static void requireFew(int reported) {
        if (reported == 0 || reported > MOST_REPORTED) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Report 1 to " + MOST_REPORTED + " files at once.",
                    Map.of("limit", MOST_REPORTED));
        }
    }

    /** Whether {@code row} of the index of what is cleaned up is a session or belongs to claims. */
    public boolean owns(Key row) {
        return SessionItems.isLive(row) || Claims.owns(row);
    }

    /** Ends a session whose deadline has passed; looks at another one again at its deadline. */
    public void sweep(Budget budget, Key row) {
        if (Claims.owns(row)) {
            claims.sweep(budget, row);
            return;
        }
        Optional<Item> item = table.get(budget, row);
        Optional<Instant> due = item.flatMap(Item::dueAt);
        if (item.isEmpty() || due.isEmpty() || due.get().isAfter(clock.instant())) {
            return;
        }
        ProjectRef owner = ProjectRef.of(row.pk());
        Session session = store.items().session(owner, item.get());
        if (session.isLiveAt(clock.instant())) {
            store.rearm(budget, owner, session, due.get());
        } else {
            life.expire(budget, owner, session);
        }
    }

    /** The partitions that sessions have in a project. */
    public static List<String> partitions(ProjectRef owner) {
        return Stream.concat(
                        Stream.of("sessions", "sessions#ended", "agents", "modified", "files", "read")
                                .map(owner::partition),
                        Claims.partitions(owner).stream())
                .toList();
    }
}

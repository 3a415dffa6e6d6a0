package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Enqueue;
import dev.holdfast.queue.NewJob;
import dev.holdfast.security.Sealing;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes sessions, each write conditional on what was read. Thread-safe. */
final class SessionStore {
    /** How long an ended session can still be asked for. */
    static final Duration ENDED_KEPT = Duration.ofDays(30);

    private static final int MOST_AT_ONCE = 50;

    private final Table table;
    private final SessionItems items;
    private final Enqueue enqueue;
    private final Shards shards;
    private final Clock clock;

    SessionStore(Table table, Sealing sealing, Enqueue enqueue, Shards shards, Clock clock) {
        this.table = table;
        this.items = new SessionItems(sealing);
        this.enqueue = enqueue;
        this.shards = shards;
        this.clock = clock;
    }

    SessionItems items() {
        return items;
    }

    /** Live or ended, in one round trip. */
    Optional<Session> find(Budget budget, ProjectRef owner, String id) {
        return Optional.ofNullable(findAll(budget, owner, List.of(id)).get(id));
    }

    Map<String, Session> findAll(Budget budget, ProjectRef owner, Collection<String> ids) {
        Map<String, Session> sessions = new HashMap<>();
        List<String> wanted = ids.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + MOST_AT_ONCE));
            List<Key> keys = new ArrayList<>();
            some.forEach(id -> {
                keys.add(SessionItems.live(owner, id));
                keys.add(SessionItems.ended(owner, id));
            });
            Map<Key, Item> found = table.getAll(budget, keys);
            some.forEach(id -> items.among(owner, found, id).ifPresent(session -> sessions.put(id, session)));
        }
        return sessions;
    }

    /**
     * @return the session that stands: this one, or the one that the same operation opened before
     */
    Session open(Budget budget, ProjectRef owner, Session session, String operation) {
        Item item = items.item(owner, session, operation)
                .text(TableSchema.RECENT_PK, SessionItems.ofTenant(owner.tenant()))
                .text(TableSchema.RECENT_SK, session.id())
                .dueAt(shard(owner, session), session.deadline())
                .build();
        return switch (table.write(budget, Write.Put.ifAbsent(item))) {
            case WriteResult.Applied _ -> session;
            case WriteResult.Refused(int _, Item standing) when standing != null -> items.session(owner, standing);
            case WriteResult.Refused _ -> throw contended();
        };
    }

    void discard(Budget budget, ProjectRef owner, Session session) {
        table.write(budget, new Write.Delete(SessionItems.live(owner, session.id()), Condition.none()));
    }

    /** The number for the next agent: each is given once. */
    long nextAgent(Budget budget, ProjectRef owner) {
        Write counted = Write.Change.of(SessionItems.agents(owner)).plus("n", 1).onlyIf(Condition.none());
        return table.write(budget, counted) instanceof WriteResult.Applied(Item before) && before != null
                ? before.number("n") + 1
                : 1;
    }

    /** @return empty when it has been written since it was read */
    Optional<Session> touch(Budget budget, ProjectRef owner, Session read, Instant now) {
        Write touched = Write.Change.of(SessionItems.live(owner, read.id()))
                .number(SessionItems.LAST_ACTIVE, now.toEpochMilli())
                .onlyIf(asRead(read));
        return table.write(budget, touched) instanceof WriteResult.Applied
                ? Optional.of(read.touchedAt(now))
                : Optional.empty();
    }

    /** To another live state. */
    Optional<Session> change(Budget budget, ProjectRef owner, Session read, SessionState next, Instant now) {
        Session after = read.in(next, now);
        Write changed = Write.Change.of(SessionItems.live(owner, read.id()))
                .text(SessionItems.STATE, next.name())
                .number(SessionItems.LAST_ACTIVE, after.lastActive().toEpochMilli())
                .onlyIf(asRead(read));
        return table.write(budget, changed) instanceof WriteResult.Applied ? Optional.of(after) : Optional.empty();
    }

    /**
     * Ends it for good: it leaves the live ones, and a job frees what it held.
     *
     * @param told what tells of it, written in the same step
     */
    Optional<Session> end(
            Budget budget, ProjectRef owner, Session read, SessionState next, Instant at, List<Write> told) {
        Session ended = read.in(next, at);
        Item item = items.item(owner, ended, "")
                .expiresAt(clock.instant().plus(ENDED_KEPT))
                .build();
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Delete(SessionItems.live(owner, read.id()), asRead(read)));
        writes.add(Write.Put.always(item));
        NewJob cleaning = NewJob.of(
                        FreeSession.KIND,
                        FreeSession.KIND + ":" + read.id() + "." + owner.incarnation(),
                        new byte[0],
                        clock.instant())
                .forProject(owner.project());
        writes.addAll(enqueue.writes(budget, owner.tenant(), List.of(cleaning)));
        writes.addAll(told);
        return table.transact(budget, writes) instanceof WriteResult.Applied ? Optional.of(ended) : Optional.empty();
    }

    /** Looks at it again at its deadline as it stands now. */
    void rearm(Budget budget, ProjectRef owner, Session session, Instant was) {
        table.write(
                budget,
                Write.Change.of(SessionItems.live(owner, session.id()))
                        .dueAt(shard(owner, session), session.deadline())
                        .onlyIf(Condition.dueAt(was)));
    }

    private String shard(ProjectRef owner, Session session) {
        return shards.of(SessionItems.live(owner) + "#" + session.id());
    }

    /** Nobody has touched or changed it since: whatever else is written of it leaves these alone. */
    private static Condition asRead(Session read) {
        return Condition.equal(SessionItems.LAST_ACTIVE, read.lastActive().toEpochMilli())
                .and(Condition.equal(SessionItems.STATE, read.stored().name()));
    }

    static Refusal notFound() {
        return new Refusal(
                Reason.SESSION_NOT_FOUND, "Open a session, or check the id; ended ones are kept for 30 days.");
    }

    static Refusal contended() {
        return new Refusal(
                Reason.UNAVAILABLE,
                "Others keep changing this session. Send the same call again.",
                Map.of("retry_after", 1));
    }
}

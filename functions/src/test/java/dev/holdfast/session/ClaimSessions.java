package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sessions as plain items, enough of them for claims. */
final class ClaimSessions implements SessionLookup {
    private static final String STATE = "state";
    private static final String ACTIVE = "active";
    private static final String DEADLINE = "deadline";
    private static final String IDLE = "idle";

    private final Table table;
    private final Clock clock;

    ClaimSessions(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    void open(Budget budget, ProjectRef owner, String id, Duration idle) {
        table.write(
                budget,
                Write.Put.ifAbsent(Item.at(key(owner, id))
                        .text(STATE, ACTIVE)
                        .number(DEADLINE, clock.instant().plus(idle).toEpochMilli())
                        .number(IDLE, idle.toMillis())
                        .build()));
    }

    void end(Budget budget, ProjectRef owner, String id) {
        table.write(
                budget, Write.Change.of(key(owner, id)).text(STATE, "merged").onlyIf(Condition.has(STATE)));
    }

    /** Brings the deadline forward, as no touch does. */
    void shorten(Budget budget, ProjectRef owner, String id, Instant deadline) {
        table.write(
                budget,
                Write.Change.of(key(owner, id))
                        .number(DEADLINE, deadline.toEpochMilli())
                        .onlyIf(Condition.has(STATE)));
    }

    @Override
    public Holder touched(Call call, ProjectRef owner, String id) {
        for (int attempt = 0; ; attempt++) {
            Item session = table.get(call.budget(), key(owner, id))
                    .orElseThrow(() -> new Refusal(Reason.SESSION_NOT_FOUND, "List the sessions again."));
            Holder read = holder(session);
            Instant now = clock.instant();
            if (read.ended() || !now.isBefore(read.deadline())) {
                throw new Refusal(
                        Reason.SESSION_NOT_ACTIVE,
                        "Open another session.",
                        Map.of("state", read.ended() ? session.text(STATE) : "expired"));
            }
            Duration idle = Duration.ofMillis(session.number(IDLE));
            Instant deadline = now.plus(idle);
            if (deadline.minus(idle.dividedBy(10)).isBefore(read.deadline())) {
                return read;
            }
            Write touch = Write.Change.of(key(owner, id))
                    .number(DEADLINE, deadline.toEpochMilli())
                    .onlyIf(asRead(read));
            if (table.write(call.budget(), touch) instanceof WriteResult.Applied) {
                return new Holder(id, read.agentName(), read.intent(), false, deadline);
            }
            Backoff.await(attempt, call.budget());
        }
    }

    @Override
    public Map<String, Holder> find(Budget budget, ProjectRef owner, Collection<String> ids) {
        List<Key> keys = ids.stream().map(id -> key(owner, id)).toList();
        Map<String, Holder> found = new HashMap<>();
        table.getAll(budget, keys).forEach((key, item) -> found.put(key.sk(), holder(item)));
        return found;
    }

    @Override
    public boolean expire(Budget budget, ProjectRef owner, Holder read) {
        Write expiry = Write.Change.of(key(owner, read.sessionId()))
                .text(STATE, "expired")
                .onlyIf(asRead(read));
        return table.write(budget, expiry) instanceof WriteResult.Applied;
    }

    private static Condition asRead(Holder read) {
        return Condition.equal(STATE, ACTIVE)
                .and(Condition.equal(DEADLINE, read.deadline().toEpochMilli()));
    }

    private static Holder holder(Item item) {
        String id = item.key().sk();
        return new Holder(
                id,
                "agent of " + id,
                "intent of " + id,
                !item.text(STATE).equals(ACTIVE),
                Instant.ofEpochMilli(item.number(DEADLINE)));
    }

    private static Key key(ProjectRef owner, String id) {
        return new Key(owner.partition("sessions"), id);
    }
}

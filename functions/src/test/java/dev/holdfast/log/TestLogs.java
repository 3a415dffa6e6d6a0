package dev.holdfast.log;

import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logs of notes over a real table, as one instance has them. */
final class TestLogs {
    static final Lifetime SHORT = new Lifetime(Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofDays(1));

    private static final Shards SHARDS = new Shards(2);

    final Log<String> log;
    private final Table table;
    private final Clock clock;
    Budget budget = budget();

    TestLogs(Table table, Clock clock) {
        this.clock = clock;
        this.table = table;
        this.log = new Log<>(table, TestKeysets.sealing(), new Notes(), SHARDS, clock);
    }

    /** Another instance, whose clock is behind. */
    TestLogs behind(Duration by) {
        return new TestLogs(table, Clock.offset(clock, by.negated()));
    }

    static Budget budget() {
        return new Budget(Clock.systemUTC(), Instant.now().plusSeconds(120));
    }

    Call call() {
        return call(Operation.unkeyed());
    }

    Call keyed(String key) {
        return call(Operation.keyed("tester", key, new byte[0]));
    }

    private Call call(Operation operation) {
        budget = budget();
        return new Call(new Caller("acme", "tester", Set.of()), operation, budget);
    }

    View<String> read(LogName name) {
        budget = budget();
        return log.read(budget, name);
    }

    Appended<String> open(Call call, LogName name, Lifetime lifetime, String initial) {
        return log.append(call, name, Base.head(), head -> append(Kind.OPEN, lifetime, initial, initial));
    }

    Appended<String> note(Call call, LogName name, Base base, String note) {
        return log.append(
                call,
                name,
                base,
                head -> append(Kind.CHANGE, null, note, head.isOpen() ? Notes.append(head.openState(), note) : note));
    }

    /** Ends the life and begins another at once. */
    Appended<String> restart(Call call, LogName name, Base base, Lifetime lifetime, String initial) {
        return log.append(
                call,
                name,
                base,
                _ -> new Proposal.Restart<>(
                        Proposal.Append.close(Notes.bytes("restarted")),
                        Proposal.Append.open(lifetime, null, Notes.bytes(initial), initial)));
    }

    View<String> at(LogName name, long seq) {
        budget = budget();
        return log.at(budget, name, seq);
    }

    /** Does all that has fallen due, as the scheduled sweep does. */
    int sweep() {
        int rows = 0;
        for (String shard : SHARDS.all()) {
            for (Item row : table.query(budget(), Query.due(shard, clock.instant(), 100))
                    .items()) {
                log.sweep(budget(), row.key());
                rows++;
            }
        }
        return rows;
    }

    Appended<String> close(Call call, LogName name, Base base) {
        return log.append(call, name, base, head -> append(Kind.CLOSE, null, "deleted", null));
    }

    private static Proposal.Decision<String> append(
            Kind kind, @Nullable Lifetime lifetime, String payload, @Nullable String next) {
        return new Proposal.Append<>(kind, lifetime, null, Notes.bytes(payload), next, null);
    }

    static final class SettableClock extends Clock {
        /** Years ahead: DynamoDB Local goes by its own clock, and would remove at once what expires in the past. */
        private volatile Instant now = Instant.parse("2036-03-01T10:00:00Z");

        synchronized void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

package dev.holdfast.log;

import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One instance of the service with its own clock, whose memory is lost at every restart. Thread-safe. */
final class Instance {
    static final Shards SHARDS = new Shards(2);

    private final List<Table> tables;
    private final Clock clock;
    private volatile Log<Sheet> log;

    /** @param tables the same one through clients of different patience; each restart takes one of them */
    Instance(List<Table> tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
        this.log = new Log<>(tables.getFirst(), TestKeysets.sealing(), Sheet.Rules.INSTANCE, SHARDS, clock);
    }

    void restart(Random random) {
        log = new Log<>(
                tables.get(random.nextInt(tables.size())), TestKeysets.sealing(), Sheet.Rules.INSTANCE, SHARDS, clock);
    }

    Log<Sheet> log() {
        return log;
    }

    Clock clock() {
        return clock;
    }

    /** Deadlines of calls go by real time: the clock of the logs is set forward by hand. */
    static Budget budget() {
        return new Budget(Clock.systemUTC(), Instant.now().plusSeconds(20));
    }

    static Call call(Operation operation) {
        return new Call(new Caller("acme", "tester", Set.of()), operation, budget());
    }
}

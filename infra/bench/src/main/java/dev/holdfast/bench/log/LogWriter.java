package dev.holdfast.bench.log;

import dev.holdfast.log.Base;
import dev.holdfast.log.Lifetime;
import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.log.Proposal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Keyset;
import dev.holdfast.security.KeysetSealing;
import dev.holdfast.security.Operation;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;

/** Appends the change to a log. */
final class LogWriter implements Writer {
    private static final LogName NAME = new LogName("bench", "document");
    private static final Caller CALLER = new Caller("bench", "writer", Set.of());
    private static final KeysetSealing SEALING = new KeysetSealing(Keyset.of(Keyset.generate()));

    private final Log<String> log;

    LogWriter(Table table) {
        this.log = new Log<>(table, SEALING, new Text(), new Shards(1), Clock.systemUTC());
    }

    void open(Budget budget, String document) {
        log.append(
                call(budget),
                NAME,
                Base.head(),
                _ -> Proposal.Append.open(Lifetime.FOREVER, null, document.getBytes(StandardCharsets.UTF_8), document));
    }

    @Override
    public void store(Budget budget, String change) {
        byte[] payload = change.getBytes(StandardCharsets.UTF_8);
        log.append(
                call(budget),
                NAME,
                Base.head(),
                head -> Proposal.Append.change(null, payload, Text.changed(head.openState(), change)));
    }

    private static Call call(Budget budget) {
        return new Call(CALLER, Operation.unkeyed(), budget);
    }
}

package dev.holdfast.log;

import dev.holdfast.security.Operation;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Duration;

/**
 * Pins the base of an operation that names none: the head it met first. A repetition looks for its own entry from
 * there on.
 */
final class OperationMarkers {
    /** Longer than any client retries. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String BASE = "base";

    private final Table table;
    private final Clock clock;

    OperationMarkers(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** @return the head that this operation met first: {@code head} itself, or an earlier one if it is a repetition */
    long pin(Budget budget, LogName log, Operation operation, long head) {
        Item marker = Item.at(log.operation(operation.id()))
                .number(BASE, head)
                .expiresAt(clock.instant().plus(KEPT))
                .build();
        return switch (table.write(budget, Write.Put.ifAbsent(marker))) {
            case WriteResult.Applied _ -> head;
            case WriteResult.Refused(var _, var first) -> first == null ? head : first.number(BASE);
        };
    }
}

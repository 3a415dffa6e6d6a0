package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What tests of other packages ask of assignments. */
public final class AssignmentProbe {
    private AssignmentProbe() {}

    /** Tasks that one agent holds, all at once. */
    public static void put(Table table, Budget budget, ProjectRef owner, String subject, int count, Instant now) {
        for (int i = 0; i < count; i++) {
            Assignment assignment = new Assignment(
                    "0",
                    "%05d".formatted(i),
                    "ann",
                    subject,
                    null,
                    i,
                    now,
                    now.plusSeconds(60),
                    List.of(),
                    true,
                    false);
            table.write(budget, Write.Put.ifAbsent(AssignmentItems.item(owner, assignment, 1)));
        }
    }

    /** Tasks that were done long ago, and of which the board still shows the agent. */
    public static void finished(Table table, Budget budget, ProjectRef owner, int count) {
        for (int i = 0; i < count; i++) {
            Assignment assignment = new Assignment(
                    "0", "%05d".formatted(i), "ann", "x", null, i, Instant.EPOCH, Instant.EPOCH, List.of(), true, true);
            table.write(budget, Write.Put.ifAbsent(AssignmentItems.item(owner, assignment, 1)));
        }
    }

    /** Whether a command of this holder may still begin. */
    public static boolean outlasts(
            Table table, Clock clock, Holders holders, Budget budget, ProjectRef owner, Held held) {
        return new Assignments(table, holders, clock).outlast(budget, owner, held.assignment(), Duration.ofDays(1));
    }
}

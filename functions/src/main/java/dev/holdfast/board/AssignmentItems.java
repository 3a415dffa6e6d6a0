package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Assignments as items, in the order of boards and tasks. */
final class AssignmentItems {
    static final String TOKEN = "token";
    static final String UNTIL = "until";
    static final String SHOWN = "shown";
    static final String CONFIRMED = "seen";
    static final String DONE = "done";
    /** Set where the holder gave the task back. */
    static final String FREE = "free";

    /** After a lease, which a session may lengthen by its 30 days: longer than any command may be late. */
    private static final Duration KEPT = Duration.ofDays(60);
    /** What is done needs no holder. */
    private static final Duration DONE_KEPT = Duration.ofDays(1);

    private static final String AGENT = "agent";
    private static final String SUBJECT = "by";
    private static final String SESSION = "session";
    private static final String SINCE = "at";
    /** In no agent's name: texts of callers have no control characters. */
    private static final String BETWEEN = "\n";

    private AssignmentItems() {}

    static String partition(ProjectRef owner) {
        return owner.partition("assignments");
    }

    static Key key(ProjectRef owner, String board, String task) {
        return new Key(partition(owner), prefix(board) + task);
    }

    static String prefix(String board) {
        return board + "#";
    }

    static Item item(ProjectRef owner, Assignment assignment, long version) {
        Item.Builder item = Item.at(key(owner, assignment.board(), assignment.task()))
                .number(TableSchema.VERSION, version)
                .text(AGENT, assignment.agent())
                .text(SUBJECT, assignment.subject())
                .number(TOKEN, assignment.token())
                .number(SINCE, assignment.since().toEpochMilli())
                .number(UNTIL, assignment.until().toEpochMilli())
                .flag(CONFIRMED, assignment.confirmed())
                .flag(DONE, assignment.done())
                .expiresAt(expiry(assignment.until(), assignment.done()));
        if (assignment.session() != null) {
            item.text(SESSION, assignment.session());
        }
        if (!assignment.shown().isEmpty()) {
            item.text(SHOWN, String.join(BETWEEN, assignment.shown()));
        }
        return item.build();
    }

    /** Tokens are from the clock, so that they grow even after an item is gone. */
    static Instant expiry(Instant until, boolean isDone) {
        return until.plus(isDone ? DONE_KEPT : KEPT);
    }

    static Assignment assignment(Item item) {
        String sk = item.key().sk();
        int board = sk.indexOf('#');
        return new Assignment(
                sk.substring(0, board),
                sk.substring(board + 1),
                item.text(AGENT),
                item.text(SUBJECT),
                item.optionalText(SESSION).orElse(null),
                item.number(TOKEN),
                Instant.ofEpochMilli(item.number(SINCE)),
                Instant.ofEpochMilli(item.number(UNTIL)),
                item.optionalText(SHOWN)
                        .map(shown -> List.of(shown.split(BETWEEN, -1)))
                        .orElse(List.of()),
                item.has(CONFIRMED),
                item.has(DONE));
    }
}

package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Timestamp;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import java.time.Instant;
import java.util.List;

/**
 * Assignments as items, in the order of boards and tasks. They stay after their lease, for whom a board shows must be
 * remembered as long as it does; those of tasks that are not done are in the recent index.
 */
final class AssignmentItems {
    static final String TOKEN = "token";
    static final String UNTIL = "until";
    static final String SHOWN = "shown";
    static final String CONFIRMED = "seen";
    static final String DONE = "done";
    /** Set where the holder gave the task back. */
    static final String FREE = "free";

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
                .flag(DONE, assignment.done());
        if (!assignment.done()) {
            item.text(TableSchema.RECENT_PK, open(owner))
                    .text(TableSchema.RECENT_SK, Timestamp.format(assignment.until()));
        }
        if (assignment.session() != null) {
            item.text(SESSION, assignment.session());
        }
        if (!assignment.shown().isEmpty()) {
            item.text(SHOWN, String.join(BETWEEN, assignment.shown()));
        }
        return item.build();
    }

    /** Where what is not done is listed by the end of its lease. */
    static String open(ProjectRef owner) {
        return partition(owner) + "#open";
    }

    static Write.ChangeBuilder opened(Write.ChangeBuilder change, ProjectRef owner, Instant until) {
        return change.text(TableSchema.RECENT_PK, open(owner)).text(TableSchema.RECENT_SK, Timestamp.format(until));
    }

    static Write.ChangeBuilder closed(Write.ChangeBuilder change) {
        return change.remove(TableSchema.RECENT_PK).remove(TableSchema.RECENT_SK);
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

package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Operation;
import dev.holdfast.table.Item;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks for an operation's own entry among those since its base. */
final class Lookup {
    private Lookup() {}

    /** Reads entries by seq, both ends taken, as far as they stand. */
    interface Entries {
        List<Item> between(long from, long to);
    }

    /**
     * The seq of the operation's own entry after {@code since}, up to the view's head.
     *
     * @throws Refusal {@link Reason#OUTCOME_UNKNOWN} when entries in between are no longer kept: whether the operation
     *     was applied cannot be told
     */
    static OptionalLong own(Operation operation, long since, View<?> view, Entries entries) {
        @Nullable Trail trail = view.trail();
        for (@Nullable Trail at = trail; at != null && at.seq() > since; at = at.before()) {
            if (operation.wrote(at.operation())) {
                return OptionalLong.of(at.seq());
            }
        }
        long to = trail == null ? view.head() : trail.oldest() - 1;
        if (to <= since) {
            return OptionalLong.empty();
        }
        long expected = since + 1;
        OptionalLong own = OptionalLong.empty();
        for (Item entry : entries.between(since + 1, to)) {
            long seq = EntryItems.seq(entry);
            if (operation.wrote(entry.text(EntryItems.OPERATION))) {
                // A restart is two entries; its answer is of the second.
                own = OptionalLong.of(seq);
            } else if (own.isPresent()) {
                return own;
            } else if (seq != expected) {
                throw outcomeUnknown(view.head());
            }
            expected = seq + 1;
        }
        if (own.isEmpty() && expected != to + 1) {
            throw outcomeUnknown(view.head());
        }
        return own;
    }

    /**
     * Refuses an entry that cannot follow the head, and an operation that would leave the life of its base: a change
     * crosses no close, an open no open.
     *
     * @param bound whether the operation is tied to its base at all
     */
    static void refuseMisplaced(Kind kind, long since, boolean bound, View<?> view) {
        boolean opens = kind == Kind.OPEN;
        boolean crosses = bound && since < view.life().open();
        // Others opened the very first life meanwhile: between nothing and that there is no close.
        boolean joins = since == 0 && view.life().open() == 1 && kind != Kind.CLOSE;
        if (opens ? view.isOpen() || crosses : view.isOpen() && crosses && !joins) {
            throw openedAnew(view.head());
        }
        if (!opens && !view.isOpen()) {
            throw lifeEnded(view.head());
        }
    }

    private static Refusal lifeEnded(long head) {
        return new Refusal(
                Reason.STORE_EXPIRED,
                "It was deleted or has expired. Create it anew if it is still wanted.",
                Map.of("current_seq", head));
    }

    private static Refusal openedAnew(long head) {
        return new Refusal(
                Reason.STORE_EXISTS,
                "Another life has begun since. Read it and decide again.",
                Map.of("current_seq", head));
    }

    static Refusal outcomeUnknown(long head) {
        return new Refusal(
                Reason.OUTCOME_UNKNOWN,
                "The history since the base is no longer kept, so it cannot be told whether this was applied. Read the"
                        + " newest state and decide.",
                Map.of("current_seq", head));
    }
}

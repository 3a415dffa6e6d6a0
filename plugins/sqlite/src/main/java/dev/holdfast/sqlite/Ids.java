package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardFailure;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Row numbers as callers write them. */
final class Ids {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final long NONE = -1;

    private Ids() {}

    /** A number that no row has, for what is no number. */
    static long row(String id) {
        return NUMBER.matcher(id).matches() ? Long.parseLong(id) : NONE;
    }

    /** The row that a page begins after. */
    static long after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!NUMBER.matcher(cursor).matches()) {
            throw new BoardFailure.Rejected("The cursor is of no use here; start again without one");
        }
        return Long.parseLong(cursor);
    }
}

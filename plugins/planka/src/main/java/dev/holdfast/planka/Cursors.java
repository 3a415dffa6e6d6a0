package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Page;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pages of what has ids that grow: what is moved, made or taken away between two pages hides nothing else. */
final class Cursors {

    private static final Pattern CURSOR = Pattern.compile("after-([1-9][0-9]{0,18})");

    private Cursors() {}

    /**
     * The id after which a page begins.
     *
     * @throws BoardFailure.Rejected when it is not one of {@link #page}
     */
    static String read(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw new BoardFailure.Rejected("The cursor is of no use here; start again without one");
        }
        return matcher.group(1);
    }

    /** The first of those that are left, in the order of their ids. */
    static <T> Page<T> page(List<T> left, Function<T, String> id, int limit) {
        return left.size() <= limit
                ? new Page<>(left, null)
                : new Page<>(left.subList(0, limit), "after-" + id.apply(left.get(limit - 1)));
    }
}

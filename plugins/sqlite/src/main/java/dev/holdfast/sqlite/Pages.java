package dev.holdfast.sqlite;

import dev.holdfast.spi.Page;
import java.util.List;
import java.util.function.Function;

/** Pages of rows that are read in the order of their numbers. */
final class Pages {

    private Pages() {}

    /** A page of what was read with one row more than the limit. */
    static <T> Page<T> cut(List<T> found, int limit, Function<T, String> id) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), id.apply(found.get(limit - 1)));
    }
}

package dev.holdfast.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list.
 *
 * @param nextCursor what asks for the next page; null on the last. Opaque, and of use only with the same filter
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of a list that is at hand and keeps its order. The cursor is the id of the last item on the page before.
     *
     * @throws BoardFailure.Rejected when no item has the cursor's id
     */
    public static <T> Page<T> of(List<T> all, Function<T, String> id, int limit, @Nullable String cursor) {
        int from = 0;
        if (cursor != null) {
            from = all.stream().map(id).toList().indexOf(cursor) + 1;
            if (from == 0) {
                throw new BoardFailure.Rejected("The cursor is of no use here; start again without one");
            }
        }
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? id.apply(all.get(to - 1)) : null);
    }

    /**
     * Everything on all pages.
     *
     * @param pages the page of a cursor, the first for null
     * @throws BoardFailure.Unavailable when a page names itself as the next
     */
    public static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<T> page = pages.apply(cursor);
            all.addAll(page.items());
            if (page.nextCursor() != null && page.nextCursor().equals(cursor)) {
                throw new BoardFailure.Unavailable("The back end answers with one page again and again");
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }
}

package dev.holdfast.github;

import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages of GraphQL lists, with cursors that name an element. */
final class Connections {

    private Connections() {}

    static <T> Map<String, Object> of(
            List<T> all, Function<T, String> id, Function<T, Object> node, DataFetchingEnvironment env) {
        Integer first = env.getArgument("first");
        if (first == null || first < 1 || first > 100) {
            throw Refusal.graph("EXCESSIVE_PAGINATION", "A connection needs first, of 1 to 100");
        }
        int from = 0;
        String after = env.getArgument("after");
        if (after != null) {
            from = position(all.stream().map(id).toList(), after) + 1;
        }
        int to = Math.min(all.size(), from + first);
        List<T> page = all.subList(from, to);
        Map<String, @Nullable Object> info = new HashMap<>();
        info.put("hasNextPage", to < all.size());
        info.put("hasPreviousPage", from > 0);
        info.put("endCursor", page.isEmpty() ? null : cursor(id.apply(page.getLast())));
        info.put("startCursor", page.isEmpty() ? null : cursor(id.apply(page.getFirst())));
        return Map.of(
                "totalCount",
                all.size(),
                "pageInfo",
                info,
                "nodes",
                page.stream().map(node).toList(),
                "edges",
                page.stream()
                        .map(each -> Map.of("cursor", cursor(id.apply(each)), "node", node.apply(each)))
                        .toList());
    }

    private static int position(List<String> ids, String cursor) {
        return IntStream.range(0, ids.size())
                .filter(i -> cursor(ids.get(i)).equals(cursor))
                .findFirst()
                .orElseThrow(() -> Refusal.graph(
                        "INVALID_CURSOR_ARGUMENTS", "`" + cursor + "` does not appear to be a valid cursor."));
    }

    private static String cursor(String id) {
        return Base64.getEncoder().encodeToString(("cursor:v2:" + id).getBytes(StandardCharsets.UTF_8));
    }
}

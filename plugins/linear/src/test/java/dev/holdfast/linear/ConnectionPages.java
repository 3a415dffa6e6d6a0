package dev.holdfast.linear;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages of the stand-in's lists as Linear makes them: newest first, a cursor is an id. */
final class ConnectionPages {

    private static final int DEFAULT = 50;
    private static final int MOST = 250;

    private ConnectionPages() {}

    static Map<String, Object> page(List<Node> all, Map<String, Object> arguments) {
        if (arguments.containsKey("before") || arguments.containsKey("last")) {
            throw new AssertionError("The stand-in pages forwards only");
        }
        int first = arguments.get("first") instanceof Integer count ? count : DEFAULT;
        if (first < 1 || first > MOST) {
            throw ApiError.input("Argument Validation Error");
        }
        List<Node> matching = all.stream()
                .filter(node -> Boolean.TRUE.equals(arguments.get("includeArchived")) || !node.isArchived())
                .filter(node -> !(arguments.get("filter") instanceof Map<?, ?> filter) || Filters.pass(node, filter))
                .sorted(Comparator.<Node, String>comparing(node -> node.text("createdAt"))
                        .reversed())
                .toList();
        int from = from(matching, arguments.get("after"));
        int to = Math.min(matching.size(), from + first);
        Map<String, @Nullable Object> info = new HashMap<>();
        info.put("hasNextPage", to < matching.size());
        info.put("hasPreviousPage", from > 0);
        info.put("startCursor", from < to ? matching.get(from).id() : null);
        info.put("endCursor", from < to ? matching.get(to - 1).id() : null);
        return Map.of("nodes", matching.subList(from, to), "pageInfo", info);
    }

    private static int from(List<Node> all, @Nullable Object after) {
        return after == null
                ? 0
                : 1
                        + IntStream.range(0, all.size())
                                .filter(i -> all.get(i).id().equals(after))
                                .findFirst()
                                .orElseThrow(() -> ApiError.notFound("Cursor"));
    }
}

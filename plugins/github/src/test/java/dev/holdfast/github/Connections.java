package dev.holdfast.github;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages of GraphQL lists, with cursors that name an element. Elements that are null are such as the token may not see. */
final class Connections {

    private static final String HIDDEN = "Resource not accessible by personal access token";

    private Connections() {}

    static <T> Map<String, Object> of(
            List<T> all, Function<T, String> id, Function<T, @Nullable Object> node, DataFetchingEnvironment env) {
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
                (Function<DataFetchingEnvironment, Object>) at -> nodes(page, node, at),
                "edges",
                page.stream()
                        .map(each -> Map.of(
                                "cursor", cursor(id.apply(each)), "node", (Function<DataFetchingEnvironment, Object>)
                                        _ -> shown(node.apply(each))))
                        .toList());
    }

    private static Object shown(@Nullable Object node) {
        if (node == null) {
            throw Refusal.graph("FORBIDDEN", HIDDEN);
        }
        return node;
    }

    private static <T> Object nodes(List<T> page, Function<T, @Nullable Object> node, DataFetchingEnvironment env) {
        List<@Nullable Object> nodes = new ArrayList<>();
        List<GraphQLError> errors = new ArrayList<>();
        for (T each : page) {
            Object shown = node.apply(each);
            if (shown == null) {
                errors.add(GraphqlErrorBuilder.newError(env)
                        .path(env.getExecutionStepInfo().getPath().segment(nodes.size()))
                        .message(HIDDEN)
                        .extensions(Map.of("type", "FORBIDDEN"))
                        .build());
            }
            nodes.add(shown);
        }
        return DataFetcherResult.newResult().data(nodes).errors(errors).build();
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

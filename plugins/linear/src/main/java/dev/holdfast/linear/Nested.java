package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.List;

/** What hangs on an issue and did not fit on the page that came with it. */
record Nested(GraphQl api) {

    private static final List<String> CONNECTIONS = List.of("labels", "children", "inverseRelations");

    /** How many lists on a page of issues did not fit on it. */
    static long unfinished(JsonNode issues) {
        return Json.nodes(issues).stream()
                .flatMap(issue -> CONNECTIONS.stream().map(issue::path))
                .filter(list -> list.path("pageInfo").path("hasNextPage").asBoolean())
                .count();
    }

    /** Puts what is missing into the issue. */
    void complete(JsonNode issue, Deadline deadline) {
        for (String connection : CONNECTIONS) {
            JsonNode page = issue.path(connection);
            while (page.path("pageInfo").path("hasNextPage").asBoolean()) {
                page = next(issue.path("id"), connection, page, deadline);
                if (issue.path(connection).path("nodes") instanceof ArrayNode nodes) {
                    page.path("nodes").forEach(nodes::add);
                }
            }
        }
    }

    private JsonNode next(JsonNode issue, String connection, JsonNode page, Deadline deadline) {
        JsonNode after = page.path("pageInfo").path("endCursor");
        JsonNode next = api.call(
                        Documents.rest(connection),
                        Json.object().put("id", issue.asText()).put("after", after.asText()),
                        deadline)
                .path("issue")
                .path(connection);
        if (next.path("pageInfo").path("endCursor").equals(after)) {
            throw new BoardFailure.Unavailable("Linear answers with one page again and again");
        }
        return next;
    }
}

package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists of Linear, read page by page; a page that is too large for one answer is asked for again in smaller parts. */
record Pages(GraphQl api, Scope scope) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{1,10}-[0-9]{1,9}");

    private static final int SHRINK = 5;

    /** The answer to a document with a variable {@code first}, which is lowered until the answer fits. */
    JsonNode fetch(String document, ObjectNode variables, int first, Deadline deadline) {
        for (int size = first; size > 1; size = Math.max(1, size / SHRINK)) {
            Optional<JsonNode> data = api.callIfItFits(document, variables.put("first", size), deadline);
            if (data.isPresent()) {
                return data.get();
            }
        }
        return api.call(document, variables.put("first", 1), deadline);
    }

    /**
     * Everything that an issue of the board has in a connection.
     *
     * @param first how much of it is asked for at once
     * @throws BoardFailure.NotFound when there is no such issue on the board
     */
    List<JsonNode> all(String document, String connection, String task, int first, Deadline deadline) {
        ObjectNode variables = Json.object().put("id", taskId(task));
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            JsonNode issue =
                    scope.require(fetch(document, variables, first, deadline).path("issue"));
            JsonNode page = issue.path(connection);
            all.addAll(Json.nodes(page));
            JsonNode next = page.path("pageInfo").path("endCursor");
            if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
                return all;
            }
            if (next.equals(variables.path("after"))) {
                throw new BoardFailure.Unavailable("Linear answers with one page again and again");
            }
            variables.set("after", next);
        }
    }

    /** What a task is read by: its id, or the key that people call it by, since nothing else leads from that to the id. */
    static String idOrKey(String task) {
        return KEY.matcher(task).matches() ? task.toUpperCase(Locale.ROOT) : taskId(task);
    }

    /**
     * The id of a task, which Linear itself takes in other spellings too, as it takes a key such as {@code ENG-12}.
     *
     * @throws BoardFailure.NotFound for those
     */
    static String taskId(String task) {
        if (!ClientIds.isId(task) || !task.equals(task.toLowerCase(Locale.ROOT))) {
            throw new BoardFailure.NotFound("There is no such task on the board;"
                    + " use its task_id as tasks/ lists it. A key like ENG-12 is good for reading the task alone");
        }
        return task;
    }
}

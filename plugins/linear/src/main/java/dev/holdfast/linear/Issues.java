package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issues of a board, read. */
record Issues(GraphQl api, Scope scope, Tasks tasks) {

    /** How much of an issue's labels, parts and blockers comes with it. */
    static final int NESTED_ALONE = 100;

    /** How many issues are asked for at once, and how much of what hangs on each. */
    private record Size(int issues, int nested) {}

    /** Each costs less than the 10,000 points that Linear lets one call cost. */
    private static final List<Size> SIZES = List.of(new Size(50, 10), new Size(10, 100), new Size(3, 250));

    private static final Size ORDINARY = SIZES.getFirst();

    /** So many lists that did not fit are read on one by one. */
    private static final int FEW = 5;

    private static final Duration ENOUGH_FOR_ONE_MORE = Duration.ofSeconds(2);
    private static final String CURSOR = "after:";

    Task task(String task, Deadline deadline) {
        return read(scope.require(issue(Pages.idOrKey(task), deadline)), deadline);
    }

    /** The task that an issue of this id is, on the board or not. */
    Task asItStands(String id, Deadline deadline) {
        return read(issue(id, deadline), deadline);
    }

    private JsonNode issue(String id, Deadline deadline) {
        ObjectNode variables = Json.object().put("id", id).put("nested", NESTED_ALONE);
        return api.call(Documents.READ_ISSUE, variables, deadline).path("issue");
    }

    /** The task that an issue is, with all that hangs on it. */
    Task read(JsonNode issue, Deadline deadline) {
        new Nested(api).complete(issue, deadline);
        return tasks.of(issue);
    }

    /**
     * Newest first: what is created meanwhile comes before the first page. A page is shorter than it may be when there
     * is no time to read on, or when much hangs on its issues.
     */
    Page<Task> page(TaskFilter filter, Deadline deadline) {
        ObjectNode variables = variables(filter);
        List<Task> found = new ArrayList<>();
        @Nullable String after = cursor(filter.cursor());
        do {
            variables.put("after", after);
            JsonNode page = issues(variables, filter.limit() - found.size(), filter, deadline);
            for (JsonNode issue : Json.nodes(page)) {
                Task task = read(issue, deadline);
                if (filter.matches(task)) {
                    found.add(task);
                }
            }
            after = next(page, after);
        } while (after != null && found.size() < filter.limit() && isOrdinary(variables) && hasTime(deadline));
        return new Page<>(found, after == null ? null : CURSOR + after);
    }

    private static boolean isOrdinary(ObjectNode variables) {
        return variables.path("nested").asInt() == ORDINARY.nested();
    }

    private static boolean hasTime(Deadline deadline) {
        try {
            return deadline.left().compareTo(ENOUGH_FOR_ONE_MORE) > 0;
        } catch (BoardFailure.Unavailable e) {
            return false;
        }
    }

    /** A page on which little is missing: of fewer issues with longer lists where necessary, then also the next ones. */
    private JsonNode issues(ObjectNode variables, int most, TaskFilter filter, Deadline deadline) {
        JsonNode page = Json.object();
        for (Size size : SIZES) {
            if (size.nested() >= variables.path("nested").asInt()) {
                page = issues(variables.put("nested", size.nested()), size, most, filter, deadline);
                if (Nested.unfinished(page) <= FEW) {
                    return page;
                }
            }
        }
        return page;
    }

    private JsonNode issues(ObjectNode variables, Size size, int most, TaskFilter filter, Deadline deadline) {
        try {
            return new Pages(api, scope)
                    .fetch(Documents.LIST_ISSUES, variables, Math.min(size.issues(), most), deadline)
                    .path("issues");
        } catch (BoardFailure.NotFound | BoardFailure.Rejected e) {
            throw filter.cursor() == null ? e : unknownCursor();
        }
    }

    List<Task> blockedBy(String task, Deadline deadline) {
        List<String> ids = new Pages(api, scope)
                .all(Documents.LIST_BLOCKED, "relations", task, 250, deadline).stream()
                        .filter(relation -> relation.path("type").asText().equals("blocks"))
                        .map(relation ->
                                relation.path("relatedIssue").path("id").asText())
                        .distinct()
                        .toList();
        return ids.isEmpty() ? List.of() : withIds(ids, deadline);
    }

    private List<Task> withIds(List<String> ids, Deadline deadline) {
        ObjectNode variables = variables(TaskFilter.all());
        if (variables.path("filter") instanceof ObjectNode filter) {
            ArrayNode in = filter.putObject("id").putArray("in");
            ids.forEach(in::add);
        }
        List<Task> found = new ArrayList<>();
        @Nullable String after = null;
        do {
            variables.put("after", after);
            JsonNode page = issues(variables, ORDINARY.issues(), TaskFilter.all(), deadline);
            Json.nodes(page).forEach(issue -> found.add(read(issue, deadline)));
            after = next(page, after);
        } while (after != null);
        return found;
    }

    Metrics metrics(Deadline deadline) {
        ObjectNode variables = Json.object();
        variables.set("filter", scope.filter());
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        @Nullable String after = null;
        do {
            variables.put("after", after);
            JsonNode page =
                    api.call(Documents.COUNT_ISSUES, variables, deadline).path("issues");
            for (JsonNode issue : Json.nodes(page)) {
                JsonNode state = issue.path("state");
                Status status = tasks.statuses()
                        .of(state.path("name").asText(), state.path("type").asText());
                counts.merge(status, 1, Integer::sum);
            }
            after = next(page, after);
        } while (after != null);
        return new Metrics(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.getOrDefault(Status.TODO, 0),
                counts.getOrDefault(Status.IN_PROGRESS, 0),
                counts.getOrDefault(Status.DONE, 0),
                counts.getOrDefault(Status.BLOCKED, 0));
    }

    private ObjectNode variables(TaskFilter filter) {
        ObjectNode variables = Json.object().put("nested", ORDINARY.nested());
        variables.set("filter", new IssueFilters(scope, tasks).of(filter));
        return variables;
    }

    private static @Nullable String next(JsonNode page, @Nullable String before) {
        if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
            return null;
        }
        String next = page.path("pageInfo").path("endCursor").asText();
        if (next.equals(before)) {
            throw new BoardFailure.Unavailable("Linear answers with one page again and again");
        }
        return next;
    }

    private static @Nullable String cursor(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.startsWith(CURSOR) || cursor.length() > 500) {
            throw unknownCursor();
        }
        return cursor.substring(CURSOR.length());
    }

    static BoardFailure unknownCursor() {
        return new BoardFailure.Rejected("The cursor is of no use here; start again without one");
    }
}

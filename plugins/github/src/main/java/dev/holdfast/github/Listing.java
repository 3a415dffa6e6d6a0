package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads many tasks, in the order in which their issues were made. */
final class Listing {

    /** A page that found nothing more by then is answered as it is, with a cursor to go on. */
    private static final Duration ENOUGH = Duration.ofMillis(2500);

    private static final int LARGEST = 100;
    private static final String OWN = "issues:";

    private final Settings settings;
    private final Api api;
    private final Issues issues;

    Listing(Settings settings, Api api, Issues issues) {
        this.settings = settings;
        this.api = api;
        this.issues = issues;
    }

    Page<Task> page(TaskFilter filter, Layout layout, Deadline deadline) {
        ObjectNode variables = layout.variables();
        if (filter.label() != null && !settings.mapping().labels().containsKey(filter.label())) {
            variables.putArray("labels").add(filter.label());
        }
        if (open(filter, layout)) {
            variables.putArray("states").add("OPEN");
        }
        @Nullable String after = position(filter.cursor());
        List<Task> found = new ArrayList<>();
        Shrinking pages = new Shrinking(Math.min(LARGEST, 2 * filter.limit() + 1));
        while (true) {
            JsonNode page = read(variables.put("after", after), pages, deadline);
            for (JsonNode edge : Json.elements(page.path("edges"))) {
                Optional<Task> task = task(edge, layout, filter::matches);
                if (task.isPresent() && found.size() == filter.limit()) {
                    return new Page<>(found, OWN + after);
                }
                task.ifPresent(found::add);
                after = Json.text(edge, "cursor");
            }
            if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
                return new Page<>(found, null);
            }
            if (after == null) {
                throw new BoardFailure.Unavailable("GitHub answered with a page that leads nowhere");
            }
            if (deadline.left().compareTo(ENOUGH) < 0) {
                return new Page<>(found, OWN + after);
            }
        }
    }

    /** Every task that waits for an issue. */
    List<Task> dependents(int number, Layout layout, Deadline deadline) {
        List<Task> found = new ArrayList<>();
        if (!settings.dependencies()) {
            return found;
        }
        ObjectNode variables = layout.variables().put("number", number);
        Shrinking pages = new Shrinking(LARGEST);
        JsonNode page;
        do {
            page = reached(pages.read(size -> api.graph(Documents.BLOCKING, variables.put("first", size), deadline))
                    .path("repository")
                    .path("issue")
                    .path("blocking"));
            for (JsonNode edge : Json.elements(page.path("edges"))) {
                task(edge, layout, _ -> true).ifPresent(found::add);
                variables.put("after", Json.text(edge, "cursor"));
            }
        } while (page.path("pageInfo").path("hasNextPage").asBoolean());
        return found;
    }

    Metrics metrics(Layout layout, Deadline deadline) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        Set<String> seen = new HashSet<>();
        ObjectNode variables = Json.object()
                .put("project", layout.project().id())
                .set("status", layout.variables().get("status"));
        JsonNode page;
        do {
            page = reached(api.graph(Documents.STANDING, variables, deadline)
                    .path("node")
                    .path("items"));
            for (JsonNode item : Json.elements(page.path("nodes"))) {
                if (seen.add(Json.text(item, "id"))) {
                    status(item, layout).ifPresent(status -> counts.merge(status, 1, Integer::sum));
                }
            }
            variables.put("after", Json.optional(page.path("pageInfo"), "endCursor"));
        } while (page.path("pageInfo").path("hasNextPage").asBoolean());
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Metrics(
                total,
                counts.getOrDefault(Status.TODO, 0),
                counts.getOrDefault(Status.IN_PROGRESS, 0),
                counts.getOrDefault(Status.DONE, 0),
                counts.getOrDefault(Status.BLOCKED, 0));
    }

    /** The status of an item; none for drafts, pull requests and issues of other repositories. */
    private Optional<Status> status(JsonNode item, Layout layout) {
        JsonNode issue = item.path("content");
        if (!issue.has("number") || !Issue.isHere(issue, settings)) {
            return Optional.empty();
        }
        return Project.column(
                        layout.board(),
                        layout.mapping(),
                        Json.optional(item.path("status"), "name"),
                        Json.text(issue, "state").equals("CLOSED"))
                .map(Column::status);
    }

    private JsonNode read(ObjectNode variables, Shrinking pages, Deadline deadline) {
        return reached(pages.read(size -> api.graph(Documents.issues(settings), variables.put("first", size), deadline))
                .path("repository")
                .path("issues"));
    }

    /** A list that is not there is not an empty one. */
    private static JsonNode reached(JsonNode list) {
        if (!list.isObject()) {
            throw new BoardFailure.NotFound("The board is gone, or the token does not reach it any more");
        }
        return list;
    }

    private Optional<Task> task(JsonNode edge, Layout layout, Predicate<Task> wanted) {
        return issues.read(edge.path("node"), layout)
                .filter(issue -> issue.item() != null)
                .map(issue -> Tasks.of(issue, layout))
                .filter(wanted);
    }

    /** Closed issues are done, so that what is not done is among the open ones. */
    private static boolean open(TaskFilter filter, Layout layout) {
        boolean undone = filter.available() || (filter.status() != null && filter.status() != Status.DONE);
        return undone && layout.board().columns().stream().anyMatch(column -> column.status() == Status.DONE);
    }

    private static @Nullable String position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.startsWith(OWN)) {
            throw new BoardFailure.Rejected("The cursor is of no use here; start again without one");
        }
        return cursor.substring(OWN.length());
    }
}

package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates a task: the issue, its links, its item on the project and the item's fields, in as many calls. The body says
 * that it is unfinished until all are there, so that a repetition completes a task and leaves a complete one alone.
 */
final class Creation {

    /** What an issue takes at least to be made and to be put on the board. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private final Api api;
    private final Issues issues;
    private final Creations creations;
    private final Layout layout;
    private final Deadline deadline;
    private final Labels labels;
    private final Links links;

    Creation(Api api, Issues issues, Creations creations, Layout layout, Deadline deadline) {
        this.api = api;
        this.issues = issues;
        this.creations = creations;
        this.layout = layout;
        this.deadline = deadline;
        this.labels = new Labels(api, layout.mapping());
        this.links = new Links(api);
    }

    /** What is known of the issue that is being made; the newest state of it when it was there before. */
    private record Made(
            int number,
            String node,
            long database,
            Body body,
            @Nullable Issue before) {

        boolean isOnBoard() {
            return before != null && before.item() != null;
        }
    }

    Task of(BoardCommand.Create create) {
        TaskDraft draft = create.draft();
        Links.requireFew(draft.dependencies());
        @Nullable Made found = madeEarlier(create.id());
        if (found != null && !isUnfinished(found)) {
            return issues.task(found.number(), layout, deadline);
        }
        Column column = draft.column() == null
                ? layout.board().column(Status.TODO)
                : layout.board().column(draft.column());
        FieldChanges _ = fields(draft, column, null);
        Set<String> names = labels.wanted(draft.labels(), draft.priority());
        Body body = new Body(draft.description(), draft.acceptanceCriteria(), takesMore(draft, column), create.id());
        String text = body.text();
        if (!layout.takesIssues()) {
            throw new BoardFailure.Rejected("The repository has its issues switched off; switch them on");
        }
        if (!names.isEmpty() && "READ".equals(layout.permission())) {
            throw Labels.dropped();
        }
        Set<String> others = new HashSet<>(draft.dependencies());
        Optional.ofNullable(draft.parent()).ifPresent(others::add);
        Map<String, Long> numbers = issues.numbers(others, layout, deadline);
        Made made = found == null ? post(draft.name(), body, text, names) : found;
        complete(made, draft, column, names, numbers);
        return issues.task(made.number(), layout, deadline);
    }

    /** Whether anything is left to do once the issue is on the board that a later command may undo. */
    private boolean takesMore(TaskDraft draft, Column column) {
        return !draft.dependencies().isEmpty()
                || draft.parent() != null
                || draft.dueDate() != null
                || draft.estimatedHours() != null
                || (draft.priority() != null && !layout.mapping().labelsPriorities())
                || !column.equals(layout.board().column(Status.TODO));
    }

    private Made post(String title, Body body, String text, Set<String> names) {
        if (deadline.left().compareTo(ENOUGH) < 0) {
            throw new BoardFailure.Unavailable(
                    "Looking for what the command made before took too long; nothing was sent");
        }
        ObjectNode issue = Json.object().put("title", title).put("body", text);
        if (!names.isEmpty()) {
            ArrayNode array = issue.putArray("labels");
            names.stream().sorted().forEach(array::add);
        }
        JsonNode made = api.send("POST", api.repository("/issues"), issue, deadline);
        Labels.require(names, made.path("labels"));
        return new Made(
                made.path("number").asInt(),
                Json.text(made, "node_id"),
                made.path("id").asLong(),
                body,
                null);
    }

    /**
     * What the command made earlier. Of duplicates, which a request that was taken for lost leaves beside the one that
     * repeated it, the finished one counts, or else the one on the board, or else the oldest.
     */
    private @Nullable Made madeEarlier(UUID command) {
        List<Integer> numbers = creations.find(command, deadline);
        List<Made> found =
                numbers.stream().flatMap(number -> found(number).stream()).toList();
        if (found.isEmpty() && !numbers.isEmpty()) {
            throw new BoardFailure.NotFound("The task that this command made is gone");
        }
        return found.stream()
                .min(Comparator.<Made, Boolean>comparing(made -> made.body().unfinished())
                        .thenComparing(made -> !made.isOnBoard())
                        .thenComparingInt(Made::number))
                .orElse(null);
    }

    private Optional<Made> found(int number) {
        return issues.find(number, layout, deadline)
                .map(issue -> new Made(number, issue.node(), issue.database(), issue.body(), issue));
    }

    private static boolean isUnfinished(Made made) {
        Issue before = made.before();
        return made.body().unfinished()
                || before == null
                || before.item() == null
                || before.item().column() == null;
    }

    private void complete(Made made, TaskDraft draft, Column column, Set<String> names, Map<String, Long> numbers) {
        Issue before = made.before();
        if (before != null) {
            labels.add(before, names, deadline);
        }
        Map<String, Long> blockers = new TreeMap<>(numbers);
        blockers.keySet().retainAll(draft.dependencies());
        links.add(made.number(), before == null ? Set.of() : before.blockers().keySet(), blockers, deadline);
        if (draft.parent() != null && (before == null || before.parent() == null)) {
            links.part(Issues.number(draft.parent()), made.database(), deadline);
        }
        Item item = before == null ? null : before.item();
        fields(draft, column, item).write(item == null ? addItem(made.node()) : item.id(), api, deadline);
        finish(made, column);
    }

    private String addItem(String issue) {
        ObjectNode variables =
                Json.object().put("project", layout.project().id()).put("issue", issue);
        return Json.text(
                api.graph(Documents.ADD_ITEM, variables, deadline)
                        .path("addProjectV2ItemById")
                        .path("item"),
                "id");
    }

    /** The fields that have no value yet; a project may put new items into a column by itself. */
    private FieldChanges fields(TaskDraft draft, Column column, @Nullable Item item) {
        FieldChanges changes = new FieldChanges(layout);
        String present = item == null ? null : item.column();
        if (present == null || layout.mapping().status(present) == Status.TODO) {
            changes.column(column);
        }
        boolean byField = !layout.mapping().labelsPriorities();
        if (draft.priority() != null && byField && (item == null || item.priority() == null)) {
            changes.priority(draft.priority());
        }
        if (draft.estimatedHours() != null && (item == null || item.estimated() == null)) {
            changes.estimated(draft.estimatedHours());
        }
        if (draft.dueDate() != null && (item == null || item.due() == null)) {
            changes.due(draft.dueDate());
        }
        return changes;
    }

    private void finish(Made made, Column column) {
        ObjectNode changes = Json.object();
        if (column.status() == Status.DONE) {
            changes.put("state", "closed").put("state_reason", "completed");
        }
        if (made.body().unfinished()) {
            changes.put("body", made.body().finished().text());
        }
        if (!changes.isEmpty()) {
            api.send("PATCH", api.repository("/issues/" + made.number()), changes, deadline);
        }
    }
}

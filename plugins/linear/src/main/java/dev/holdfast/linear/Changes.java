package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Changing issues: what a command does not name is not sent. */
record Changes(Connection connection) {

    Task of(BoardCommand.Update update, Deadline deadline) {
        TaskChanges changes = update.changes();
        Set<String> wanted = new LinkedHashSet<>(changes.addedLabels());
        wanted.removeAll(changes.removedLabels());
        List<String> texts =
                wanted.stream().map(names()::write).distinct().sorted().toList();
        @Nullable Set<String> awaited = changes.dependencies();
        Before before = new Before(connection.scope(), update.id())
                .on(update.task())
                .naming(awaited == null ? Set.of() : awaited)
                .labelled(texts)
                .ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        if (awaited != null) {
            before.requireOthers();
            if (awaited.contains(task.id())) {
                throw new BoardFailure.Rejected("A task cannot wait for itself");
            }
        }
        Task after = changes.applyTo(task);
        ObjectNode input = Json.object();
        if (changes.name() != null) {
            input.put("title", changes.name());
        }
        if (changes.description() != null) {
            input.put("description", changes.description());
        }
        if (after.priority() != task.priority()) {
            input.put("priority", connection.tasks().priorities().level(after.priority()));
        }
        List<String> missing = texts.stream()
                .filter(text -> idsOf(
                                before.issue(), label -> LabelNames.text(label).equals(text))
                        .isEmpty())
                .toList();
        add(input, connection.labels().require(missing, before.labels(), deadline));
        remove(
                input,
                idsOf(
                        before.issue(),
                        label -> names().holder(label).isEmpty()
                                && changes.removedLabels().contains(names().read(label))));
        Task changed = send(before.issue(), task, input, deadline);
        boolean related = awaited != null
                && relations(awaited, before.issue(), task)
                        .set(update.id(), before.issue(), !input.isEmpty(), deadline);
        return related ? connection.issues().task(task.id(), deadline) : changed;
    }

    private Relations relations(Set<String> awaited, JsonNode issue, Task task) {
        List<String> added = awaited.stream()
                .filter(other -> !task.dependencies().contains(other))
                .sorted()
                .toList();
        List<JsonNode> gone = Tasks.blockers(issue).stream()
                .filter(relation ->
                        !awaited.contains(relation.path("issue").path("id").asText()))
                .toList();
        return new Relations(connection, added, gone);
    }

    Task of(BoardCommand.Move move, Deadline deadline) {
        Before before =
                new Before(connection.scope(), move.id()).on(move.task()).ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        String state = connection.board(before.team()).column(move.column()).id();
        return send(before.issue(), task, Json.object().put("stateId", state), deadline);
    }

    Task of(BoardCommand.Assign assign, Deadline deadline) {
        String text = names().writeHolder(assign.worker());
        Before before = new Before(connection.scope(), assign.id())
                .on(assign.task())
                .labelled(List.of(text))
                .ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        List<String> own = holding(assign.worker(), before.issue());
        if (!own.isEmpty() && !isAlone(assign.worker(), before.issue())) {
            throw withdrawn(before.issue(), own, deadline);
        }
        Task after = assign.applyTo(task, connection.board(before.team()));
        if (assign.worker().equals(task.assignedTo())) {
            return task;
        }
        List<String> label = connection.labels().require(List.of(text), before.labels(), deadline);
        ObjectNode input = Json.object();
        add(input, label);
        JsonNode changed = update(before.issue(), input, deadline);
        Task taken = connection.issues().read(changed, deadline);
        if (!isAlone(assign.worker(), changed)) {
            throw withdrawn(changed, label, deadline);
        }
        return taken.toBuilder().assignedTo(after.assignedTo()).build();
    }

    /** Of workers who take a task at once, each sees the others' labels or is seen by them: none of two keeps it. */
    private BoardFailure withdrawn(JsonNode issue, List<String> label, Deadline deadline) {
        ObjectNode input = Json.object();
        remove(input, label);
        update(issue, input, deadline);
        return new BoardFailure.Rejected("Another worker took the task at the same time");
    }

    private List<String> holding(String worker, JsonNode issue) {
        return idsOf(
                issue, label -> names().holder(label).filter(worker::equals).isPresent());
    }

    private boolean isAlone(String worker, JsonNode issue) {
        return Tasks.labelNodes(issue).stream()
                .flatMap(label -> names().holder(label).stream())
                .allMatch(worker::equals);
    }

    Task of(BoardCommand.Unassign unassign, Deadline deadline) {
        Before before = new Before(connection.scope(), unassign.id())
                .on(unassign.task())
                .ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        Task after = unassign.applyTo(task, connection.board(before.team()));
        if (after.equals(task)) {
            return task;
        }
        ObjectNode input = Json.object();
        List<String> held = holding(unassign.worker(), before.issue());
        remove(input, held);
        if (held.isEmpty()) {
            input.putNull("assigneeId");
        }
        return send(before.issue(), task, input, deadline);
    }

    Task of(BoardCommand.Report report, Deadline deadline) {
        Before before = new Before(connection.scope(), report.id())
                .on(report.task())
                .commenting()
                .ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        if (before.said().isPresent()) {
            return task;
        }
        Board board = connection.board(before.team());
        Task after = report.applyTo(task, board);
        boolean moves = !after.column().equals(task.column());
        ObjectNode variables =
                Json.object().put("id", task.id()).put("move", moves).put("nested", Issues.NESTED_ALONE);
        ObjectNode input = variables.putObject("input");
        if (moves) {
            input.put("stateId", board.column(after.column()).id());
        }
        variables.set("comment", Comments.input(report.id(), task.id(), report.comment()));
        JsonNode done;
        try {
            done = connection.api().call(Documents.MOVE_AND_COMMENT, variables, deadline);
        } catch (BoardFailure.Rejected | BoardFailure.Unavailable e) {
            Before now = new Before(connection.scope(), report.id())
                    .on(report.task())
                    .commenting()
                    .ask(connection.api(), deadline);
            if (now.said().isEmpty()) {
                throw e;
            }
            return connection.issues().read(now.issue(), deadline);
        }
        JsonNode said = Connection.done(done, "commentCreate");
        boolean moved = !moves || done.path("issueUpdate").path("success").asBoolean();
        return moved
                ? connection.issues().read(said.path("comment").path("issue"), deadline)
                : send(before.issue(), task, input, deadline);
    }

    private Task send(JsonNode issue, Task task, ObjectNode input, Deadline deadline) {
        return input.isEmpty() ? task : connection.issues().read(update(issue, input, deadline), deadline);
    }

    private JsonNode update(JsonNode issue, ObjectNode input, Deadline deadline) {
        ObjectNode variables =
                Json.object().put("id", issue.path("id").asText()).put("nested", Issues.NESTED_ALONE);
        variables.set("input", input);
        return connection
                .change(Documents.UPDATE_ISSUE, variables, "issueUpdate", deadline)
                .path("issue");
    }

    private LabelNames names() {
        return connection.tasks().labels();
    }

    private static List<String> idsOf(JsonNode issue, Predicate<JsonNode> wanted) {
        return Tasks.labelNodes(issue).stream()
                .filter(wanted)
                .map(label -> label.path("id").asText())
                .toList();
    }

    private static void add(ObjectNode input, Collection<String> labels) {
        put(input, "addedLabelIds", labels);
    }

    private static void remove(ObjectNode input, Collection<String> labels) {
        put(input, "removedLabelIds", labels);
    }

    private static void put(ObjectNode input, String field, Collection<String> labels) {
        if (!labels.isEmpty()) {
            ArrayNode ids = input.putArray(field);
            labels.forEach(ids::add);
        }
    }
}

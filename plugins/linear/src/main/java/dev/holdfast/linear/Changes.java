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

/** Changing issues: what a command does not name is not sent. */
record Changes(Connection connection) {

    Task of(BoardCommand.Update update, Deadline deadline) {
        TaskChanges changes = update.changes();
        Set<String> wanted = new LinkedHashSet<>(changes.addedLabels());
        wanted.removeAll(changes.removedLabels());
        List<String> texts =
                wanted.stream().map(names()::write).distinct().sorted().toList();
        Before before = new Before(connection.scope(), update.id())
                .on(update.task())
                .naming(changes.dependencies() == null ? Set.of() : changes.dependencies())
                .labelled(texts)
                .ask(connection.api(), deadline);
        Task task = connection.issues().read(before.issue(), deadline);
        if (changes.dependencies() != null) {
            before.requireOthers();
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
        boolean related = changes.dependencies() != null && depend(update, before.issue(), task, deadline);
        return related ? connection.issues().task(task.id(), deadline) : changed;
    }

    private boolean depend(BoardCommand.Update update, JsonNode issue, Task task, Deadline deadline) {
        Set<String> wanted = update.changes().dependencies() == null
                ? Set.of()
                : update.changes().dependencies();
        List<String> added = wanted.stream()
                .filter(other -> !task.dependencies().contains(other))
                .sorted()
                .toList();
        List<JsonNode> gone = Tasks.blockers(issue).stream()
                .filter(relation ->
                        !wanted.contains(relation.path("issue").path("id").asText()))
                .toList();
        return new Relations(connection).set(update.id(), issue, added, gone, deadline);
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
        Task after = assign.applyTo(task, connection.board(before.team()));
        if (assign.worker().equals(task.assignedTo())) {
            return task;
        }
        List<String> label = connection.labels().require(List.of(text), before.labels(), deadline);
        ObjectNode input = Json.object();
        add(input, label);
        JsonNode changed = update(before.issue(), input, deadline);
        Task taken = connection.issues().read(changed, deadline);
        boolean alone = Tasks.labelNodes(changed).stream()
                .flatMap(node -> names().holder(node).stream())
                .allMatch(assign.worker()::equals);
        if (!alone) {
            withdraw(changed, label, deadline);
            throw new BoardFailure.Rejected("Another worker took the task at the same time");
        }
        return taken.toBuilder().assignedTo(after.assignedTo()).build();
    }

    /** Of workers who take a task at once, each sees the others' labels or is seen by them: none of two keeps it. */
    private void withdraw(JsonNode issue, List<String> label, Deadline deadline) {
        ObjectNode input = Json.object();
        remove(input, label);
        update(issue, input, deadline);
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
        List<String> held = idsOf(
                before.issue(),
                label -> names().holder(label).filter(unassign.worker()::equals).isPresent());
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
        try {
            JsonNode issue = connection
                    .change(Documents.MOVE_AND_COMMENT, variables, "commentCreate", deadline)
                    .path("comment")
                    .path("issue");
            return connection.issues().read(issue, deadline);
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

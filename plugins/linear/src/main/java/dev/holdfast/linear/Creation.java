package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creating issues under the id of their command, of which Linear takes one only: however late it is repeated, the issue
 * is found. What it waits for is told in a second call, which a repetition makes up for.
 */
record Creation(Connection connection) {

    Task of(BoardCommand.Create create, Deadline deadline) {
        TaskDraft draft = create.draft();
        List<String> named = new ArrayList<>(draft.dependencies());
        Optional.ofNullable(draft.parent()).ifPresent(named::add);
        List<String> labels = draft.labels().stream()
                .map(connection.tasks().labels()::write)
                .distinct()
                .toList();
        Before before = new Before(connection.scope(), create.id())
                .creating()
                .naming(named)
                .labelled(labels)
                .ask(connection.api(), deadline);
        JsonNode issue = before.made().orElseGet(() -> make(create, before, labels, deadline));
        if (!issue.path("team").path("id").asText().equals(connection.scope().team())) {
            throw new BoardFailure.Rejected("The task that this command made was moved to another team");
        }
        Task task = connection.issues().read(issue, deadline);
        boolean repeated = before.made().isPresent();
        List<String> missing = missing(draft, task);
        if (repeated) {
            missing.retainAll(before.others());
        }
        try {
            boolean related =
                    new Relations(connection, missing, List.of()).set(create.id(), issue, !repeated, deadline);
            return related ? connection.issues().asItStands(task.id(), deadline) : task;
        } catch (BoardFailure.NotFound | BoardFailure.Rejected e) {
            return task;
        }
    }

    private static List<String> missing(TaskDraft draft, Task task) {
        return draft.dependencies().stream()
                .filter(dependency -> !task.dependencies().contains(dependency))
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private JsonNode make(BoardCommand.Create create, Before before, List<String> labels, Deadline deadline) {
        TaskDraft draft = create.draft();
        before.requireOthers();
        Board board = connection.board(before.team());
        ObjectNode input = Json.object()
                .put("id", ClientIds.of(create.id()))
                .put("teamId", connection.scope().team())
                .put("title", draft.name())
                .put("description", draft.description())
                .put("priority", connection.tasks().priorities().level(draft.priority()))
                .put(
                        "stateId",
                        (draft.column() == null ? board.column(Status.TODO) : board.column(draft.column())).id());
        if (connection.scope().project() != null) {
            input.put("projectId", connection.scope().project().id());
        }
        if (draft.parent() != null) {
            input.put("parentId", draft.parent());
        }
        if (!labels.isEmpty()) {
            connection.labels().require(labels, before.labels(), deadline).forEach(input.putArray("labelIds")::add);
        }
        ObjectNode variables = Json.object().put("nested", Issues.NESTED_ALONE);
        variables.set("input", input);
        try {
            return connection
                    .change(Documents.CREATE_ISSUE, variables, "issueCreate", deadline)
                    .path("issue");
        } catch (BoardFailure.Rejected | BoardFailure.Unavailable e) {
            return madeMeanwhile(create, deadline).orElseThrow(() -> e);
        }
    }

    private Optional<JsonNode> madeMeanwhile(BoardCommand.Create create, Deadline deadline) {
        return new Before(connection.scope(), create.id())
                .creating()
                .ask(connection.api(), deadline)
                .made();
    }
}

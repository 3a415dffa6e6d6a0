package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a command must know before it changes anything, as one question. Not thread-safe. */
final class Before {

    private final Scope scope;
    private final ObjectNode variables;
    private final Set<String> others = new HashSet<>();
    private JsonNode data = Json.object();

    Before(Scope scope, UUID command) {
        this.scope = scope;
        this.variables = Json.object()
                .put("team", scope.team())
                .put("made", ClientIds.of(command))
                .put("creating", false)
                .put("commenting", false)
                .put("issue", "")
                .put("onIssue", false)
                .put("withOthers", false)
                .put("withLabels", false)
                .put("nested", Issues.NESTED_ALONE);
    }

    /** Also the issue that the command may have made. */
    Before creating() {
        variables.put("creating", true);
        return this;
    }

    /** Also the comment that the command may have made. */
    Before commenting() {
        variables.put("commenting", true);
        return this;
    }

    Before on(String task) {
        variables.put("issue", Pages.taskId(task)).put("onIssue", true);
        return this;
    }

    /** Also whether these tasks are there. */
    Before naming(Collection<String> tasks) {
        tasks.forEach(task -> others.add(Pages.taskId(task)));
        if (!others.isEmpty()) {
            ArrayNode ids = variables.put("withOthers", true).putArray("others");
            others.forEach(ids::add);
        }
        return this;
    }

    /** Also labels that say these texts. */
    Before labelled(Collection<String> texts) {
        if (!texts.isEmpty()) {
            variables.put("withLabels", true).set("labels", Labels.filter(scope, texts));
        }
        return this;
    }

    /** @throws BoardFailure.NotFound when a task that was named is not on the board */
    Before ask(GraphQl api, Deadline deadline) {
        data = api.call(Documents.BEFORE, variables, deadline);
        if (variables.path("onIssue").asBoolean()) {
            scope.require(issue());
        }
        return this;
    }

    /** @throws BoardFailure.NotFound when a task of {@link #naming} is not on the board */
    void requireOthers() {
        if (!others().containsAll(others)) {
            throw new BoardFailure.NotFound("There is no such task on the board as the command names");
        }
    }

    /** Ids of those tasks of {@link #naming} that are on the board. */
    Set<String> others() {
        return Json.nodes(data.path("others")).stream()
                .filter(scope::has)
                .map(issue -> issue.path("id").asText())
                .collect(Collectors.toSet());
    }

    JsonNode team() {
        return data.path("team");
    }

    JsonNode issue() {
        return data.path("issue");
    }

    Optional<JsonNode> made() {
        return Json.nodes(data.path("made")).stream().findFirst();
    }

    Optional<JsonNode> said() {
        return Json.nodes(data.path("said")).stream().findFirst();
    }

    List<JsonNode> labels() {
        return Json.nodes(data.path("issueLabels"));
    }
}

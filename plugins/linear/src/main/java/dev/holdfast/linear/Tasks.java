package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How issues are read as tasks. */
record Tasks(StatusNames statuses, PriorityLevels priorities, LabelNames labels) {

    Task of(JsonNode issue) {
        String state = issue.path("state").path("name").asText();
        Column column = new Column(
                "", state, statuses.of(state, issue.path("state").path("type").asText()));
        return Task.builder(
                        issue.path("id").asText(),
                        issue.path("title").asText(),
                        column,
                        Json.instant(issue.path("createdAt")))
                .updatedAt(Json.instant(issue.path("updatedAt")))
                .description(issue.path("description").asText(""))
                .priority(priorities.read(issue.path("priority").asInt()))
                .assignedTo(holder(issue))
                .labels(labels(issue))
                .dependencies(blockers(issue).stream()
                        .map(relation -> relation.path("issue").path("id").asText())
                        .collect(Collectors.toSet()))
                .parent(Json.textOrNull(issue.path("parent").path("id")))
                .subtasks(oldestFirst(Json.nodes(issue.path("children"))).stream()
                        .map(child -> child.path("id").asText())
                        .toList())
                .build();
    }

    /** The relations that say what an issue waits for: of {@code blocks}, the blocker is the source. */
    static List<JsonNode> blockers(JsonNode issue) {
        return Json.nodes(issue.path("inverseRelations")).stream()
                .filter(relation -> relation.path("type").asText().equals("blocks"))
                .toList();
    }

    static List<JsonNode> oldestFirst(List<JsonNode> nodes) {
        return nodes.stream()
                .sorted(Comparator.<JsonNode, Instant>comparing(node -> Json.instant(node.path("createdAt")))
                        .thenComparing(node -> node.path("id").asText()))
                .toList();
    }

    /** The worker that a label names; without one, the user whom people gave the issue to. */
    private @Nullable String holder(JsonNode issue) {
        return labelNodes(issue).stream()
                .flatMap(label -> labels.holder(label).stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> issue.path("assignee").path("displayName").asText(""))
                .transform(name -> name.isEmpty() ? null : name);
    }

    private Set<String> labels(JsonNode issue) {
        return labelNodes(issue).stream()
                .filter(label -> labels.holder(label).isEmpty())
                .map(labels::read)
                .collect(Collectors.toSet());
    }

    static List<JsonNode> labelNodes(JsonNode issue) {
        return Json.nodes(issue.path("labels"));
    }
}

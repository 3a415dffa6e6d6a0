package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.Column;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How teams and projects are read as boards. */
record Boards(StatusNames statuses) {

    /** As Linear shows them, but for triage, where no work is put by default. */
    private static final List<String> TYPES =
            List.of("backlog", "unstarted", "triage", "started", "completed", "canceled", "duplicate");

    Board of(JsonNode team, Scope.@Nullable Project project) {
        String id = team.path("id").asText();
        List<Column> columns = Json.nodes(team.path("states")).stream()
                .sorted(Comparator.<JsonNode>comparingInt(
                                state -> TYPES.indexOf(state.path("type").asText()))
                        .thenComparingDouble(state -> state.path("position").asDouble()))
                .map(this::column)
                .toList();
        return project == null
                ? new Board(id, team.path("name").asText(), columns, url(team))
                : new Board(id + "/" + project.id(), project.name(), columns, Json.uri(project.url()));
    }

    private Column column(JsonNode state) {
        String name = state.path("name").asText();
        return new Column(
                state.path("id").asText(),
                name,
                statuses.of(name, state.path("type").asText()));
    }

    private static @Nullable URI url(JsonNode team) {
        String workspace = team.path("organization").path("urlKey").asText();
        return Json.uri(TextNode.valueOf(
                "https://linear.app/" + workspace + "/team/" + team.path("key").asText() + "/all"));
    }
}

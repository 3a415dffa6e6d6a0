package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import org.jspecify.annotations.Nullable;

/**
 * Which issues are on the board.
 *
 * @param project null when the board is the whole team's
 */
record Scope(String team, @Nullable Project project) {

    /** @param url where people look at it, as Linear tells it */
    record Project(String id, String name, JsonNode url) {}

    /** Whether an issue is on the board: one that was thrown away is on none. */
    boolean has(JsonNode issue) {
        return !issue.path("trashed").asBoolean()
                && issue.path("team").path("id").asText().equals(team)
                && (project == null || issue.path("project").path("id").asText().equals(project.id()));
    }

    /**
     * The issue, if it is on the board.
     *
     * @throws BoardFailure.NotFound when it is not
     */
    JsonNode require(JsonNode issue) {
        if (!has(issue)) {
            throw new BoardFailure.NotFound("There is no such task on the board");
        }
        return issue;
    }

    /** An {@code IssueFilter} for the issues of the board. */
    ObjectNode filter() {
        ObjectNode filter = Json.object();
        filter.putObject("team").putObject("id").put("eq", team);
        if (project != null) {
            filter.putObject("project").putObject("id").put("eq", project.id());
        }
        return filter;
    }
}

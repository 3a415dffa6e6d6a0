package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finding the board in a workspace, looking at what it lacks, and adding that. */
record SetUp(Settings settings, GraphQl api) {

    private static final String SEVERAL = "Several projects of the team have this name; give the project's id";

    Connection connect(Deadline deadline) {
        ObjectNode variables = Json.object().put("withProject", settings.project() != null);
        variables.set("teams", teamFilter());
        if (settings.project() != null) {
            variables.set("projects", projectFilter(settings.project()));
        }
        JsonNode data = api.call(Documents.CONNECT, variables, deadline);
        JsonNode team = data.path("teams").path("nodes").path(0);
        if (team.isMissingNode()) {
            throw new BoardFailure.NotFound("The credentials reach no team of this key or id");
        }
        Scope scope = new Scope(team.path("id").asText(), settings.project() == null ? null : project(data));
        return new Connection(api, scope, new Tasks(settings.statuses(), settings.priorities(), settings.labels()));
    }

    private ObjectNode teamFilter() {
        ObjectNode filter = Json.object();
        if (ClientIds.isId(settings.team())) {
            filter.putObject("id").put("eq", settings.team());
        } else {
            filter.putObject("key").put("eqIgnoreCase", settings.team());
        }
        return filter;
    }

    private ObjectNode projectFilter(String project) {
        ObjectNode filter = Json.object();
        if (ClientIds.isId(project)) {
            filter.putObject("id").put("eq", project);
        } else {
            filter.putObject("name").put("eq", project);
        }
        filter.putObject("accessibleTeams").set("some", teamFilter());
        return filter;
    }

    private static Scope.Project project(JsonNode data) {
        List<JsonNode> found = Json.nodes(data.path("projects"));
        if (found.isEmpty()) {
            throw new BoardFailure.NotFound("The team has no project of this name or id");
        }
        if (found.size() > 1) {
            throw new BoardFailure.Rejected(SEVERAL);
        }
        JsonNode project = found.getFirst();
        return new Scope.Project(
                project.path("id").asText(), project.path("name").asText(), project.path("url"));
    }

    Board board(Connection connection, Deadline deadline) {
        return connection.board(
                api.call(Documents.BOARD, team(connection), deadline).path("team"));
    }

    /** Those of all teams that the credentials reach, and that of the configured project. */
    List<Board> boards(Connection connection, Deadline deadline) {
        List<Board> boards = new ArrayList<>();
        ObjectNode variables = Json.object();
        @Nullable JsonNode after = null;
        do {
            variables.set("after", after);
            JsonNode page = api.call(Documents.BOARDS, variables, deadline).path("teams");
            for (JsonNode team : Json.nodes(page)) {
                boards.add(new Boards(settings.statuses()).of(team, null));
                if (connection.scope().project() != null
                        && team.path("id").asText().equals(connection.scope().team())) {
                    boards.add(connection.board(team));
                }
            }
            JsonNode next = page.path("pageInfo").path("endCursor");
            after = page.path("pageInfo").path("hasNextPage").asBoolean() && !next.equals(after) ? next : null;
        } while (after != null);
        return boards;
    }

    BoardCheck check(Connection connection, Deadline deadline) {
        JsonNode data = api.call(Documents.CHECK, team(connection), deadline);
        Board board = connection.board(data.path("team"));
        BoardCheck columns = BoardCheck.of(board);
        Map<String, String> mapping = new TreeMap<>(columns.mapping());
        mapping.putAll(settings.priorities().mapping());
        settings.labels().configured().forEach((label, name) -> mapping.put("label " + label, name));
        mapping.put("holder", "label " + settings.labels().writeHolder("WORKER"));
        List<String> missing = new ArrayList<>(columns.missing());
        missing.addAll(sameNames(board));
        missing.addAll(settings.priorities().missing());
        return new BoardCheck(Json.textOrNull(data.path("viewer").path("displayName")), mapping, missing);
    }

    private static List<String> sameNames(Board board) {
        Set<String> seen = new HashSet<>();
        return board.columns().stream()
                .map(Column::name)
                .filter(name -> !seen.add(name.toLowerCase(Locale.ROOT)))
                .map(name -> "Two statuses of the team are called " + name + "; rename one of them")
                .toList();
    }

    /** Adds a workflow state for each status that the team has none for. */
    Board complete(Connection connection, Deadline deadline) {
        Board board = board(connection, deadline);
        boolean added = false;
        for (Status status : Status.values()) {
            if (board.columns().stream().noneMatch(column -> column.status() == status)) {
                add(connection, status, deadline);
                added = true;
            }
        }
        return added ? checked(board(connection, deadline)) : board;
    }

    private void add(Connection connection, Status status, Deadline deadline) {
        ObjectNode variables = Json.object();
        variables
                .putObject("input")
                .put("teamId", connection.scope().team())
                .put("name", status.title())
                .put("type", StatusNames.typeFor(status))
                .put("color", status == Status.BLOCKED ? "#eb5757" : "#95a2b3");
        try {
            connection.change(Documents.CREATE_STATE, variables, "workflowStateCreate", deadline);
        } catch (BoardFailure.Rejected e) {
            checked(board(connection, deadline), status);
        }
    }

    private static Board checked(Board board) {
        for (Status status : Status.values()) {
            checked(board, status);
        }
        return board;
    }

    private static void checked(Board board, Status status) {
        if (board.columns().stream().noneMatch(column -> column.status() == status)) {
            throw new BoardFailure.Unsupported("Linear lets nobody add a status for " + status.title()
                    + " to this team; map one of its statuses to it");
        }
    }

    private static ObjectNode team(Connection connection) {
        return Json.object().put("team", connection.scope().team());
    }
}

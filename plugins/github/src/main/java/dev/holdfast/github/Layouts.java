package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layout of the board, read anew when it is asked for and now and then before tasks are. Thread-safe. */
final class Layouts {

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final int MOST_PAGES = 10;

    private final Settings settings;
    private final Api api;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Layout layout, Instant readAt) {}

    Layouts(Settings settings, Api api, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.clock = clock;
    }

    /** The layout as it was not long ago. */
    Layout recent(Deadline deadline) {
        Known last = known;
        return last == null || last.readAt().plus(FRESH).isBefore(clock.instant()) ? now(deadline) : last.layout();
    }

    /** Makes the next call read the layout. */
    void forget() {
        known = null;
    }

    /**
     * The layout as it is.
     *
     * @throws BoardFailure.NotFound without the repository, the project or its status field
     */
    Layout now(Deadline deadline) {
        JsonNode data = read(deadline);
        Project project = project(data);
        Layout layout = new Layout(
                project,
                project.board(settings.fields(), settings.mapping()),
                settings,
                data.path("repositoryOwner").path("__typename").asText().equals("User"),
                Json.optional(data.path("viewer"), "login"),
                Json.optional(data.path("repository"), "viewerPermission"),
                data.path("repository").path("hasIssuesEnabled").asBoolean());
        known = new Known(layout, clock.instant());
        return layout;
    }

    /** The project alone, which need not be set up. */
    Project project(Deadline deadline) {
        return project(read(deadline));
    }

    /** Every board of the project's owner that is open and has a status field. */
    List<Board> all(Deadline deadline) {
        List<Board> boards = new ArrayList<>();
        ObjectNode variables = Json.object().put("login", settings.projectOwner());
        JsonNode page = Json.object();
        for (int i = 0;
                i < MOST_PAGES
                        && (i == 0 || page.path("pageInfo").path("hasNextPage").asBoolean());
                i++) {
            variables.put("after", Json.optional(page.path("pageInfo"), "endCursor"));
            page = api.graph(Documents.PROJECTS, variables, deadline)
                    .path("repositoryOwner")
                    .path("projectsV2");
            for (JsonNode node : Json.elements(page.path("nodes"))) {
                Project project = Project.of(node);
                if (!node.path("closed").asBoolean()
                        && project.find(settings.fields().status(), Layout.SELECT)
                                .isPresent()) {
                    boards.add(project.board(settings.fields(), settings.mapping()));
                }
            }
        }
        return boards;
    }

    private JsonNode read(Deadline deadline) {
        ObjectNode variables = Json.object()
                .put("login", settings.projectOwner())
                .put("number", settings.project())
                .put("owner", settings.owner())
                .put("repo", settings.repo());
        JsonNode data = api.graph(Documents.PROJECT, variables, deadline);
        if (!data.path("repository").isObject()) {
            throw new BoardFailure.NotFound("There is no such repository, or the token does not reach it");
        }
        if (!Json.text(data.path("repository"), "nameWithOwner").equalsIgnoreCase(settings.repository())) {
            throw new BoardFailure.NotFound("The repository has another name now; configure that");
        }
        return data;
    }

    private static Project project(JsonNode data) {
        JsonNode project = data.path("repositoryOwner").path("projectV2");
        if (!project.isObject()) {
            throw new BoardFailure.NotFound(
                    "There is no project of this owner and number, or the token does not reach it");
        }
        return Project.of(project);
    }
}

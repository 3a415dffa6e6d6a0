package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;

/** The branch that attachments are committed to. */
final class Branch {

    private static final String README = "Files that are attached to the tasks of a board.\n";

    private final Settings settings;
    private final Api api;
    private final String ref;

    Branch(Settings settings, Api api, String name) {
        this.settings = settings;
        this.api = api;
        this.ref = "refs/heads/" + name;
    }

    boolean exists(Deadline deadline) {
        return repository(deadline).path("ref").isObject();
    }

    /**
     * Makes sure that it is there.
     *
     * @throws BoardFailure.Rejected for an empty repository, which takes no branch
     */
    void require(Deadline deadline) {
        JsonNode repository = repository(deadline);
        if (repository.path("ref").isObject()) {
            return;
        }
        if (repository.path("isEmpty").asBoolean()) {
            throw new BoardFailure.Rejected("The repository is empty; push a first commit, then set the board up");
        }
        create(deadline);
    }

    private JsonNode repository(Deadline deadline) {
        ObjectNode variables = Json.object()
                .put("owner", settings.owner())
                .put("repo", settings.repo())
                .put("ref", ref);
        return api.graph(Documents.BRANCH, variables, deadline).path("repository");
    }

    /** Creates it with a history of its own, so that no file of the repository is on it. */
    private void create(Deadline deadline) {
        ObjectNode tree = Json.object();
        tree.putArray("tree")
                .addObject()
                .put("path", "README.md")
                .put("mode", "100644")
                .put("type", "blob")
                .put("content", README);
        ObjectNode commit = Json.object()
                .put("message", "Begin a branch for attachments")
                .put("tree", sha("/git/trees", tree, deadline));
        commit.putArray("parents");
        ObjectNode branch = Json.object().put("ref", ref).put("sha", sha("/git/commits", commit, deadline));
        JsonNode _ = api.send("POST", api.repository("/git/refs"), branch, deadline);
    }

    private String sha(String path, ObjectNode body, Deadline deadline) {
        return Json.text(api.send("POST", api.repository(path), body, deadline), "sha");
    }
}

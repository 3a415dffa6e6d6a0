package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said about issues. */
record Comments(Connection connection) {

    private static final int AT_ONCE = 250;

    /** Linear lists the newest first, so all are read before the oldest are known. */
    Page<Comment> page(String task, int limit, @Nullable String cursor, Deadline deadline) {
        List<JsonNode> all = new Pages(connection.api(), connection.scope())
                .all(Documents.LIST_COMMENTS, "comments", task, AT_ONCE, deadline);
        List<Comment> rest = Tasks.oldestFirst(all).stream()
                .map(Comments::read)
                .filter(CommentCursor.after(cursor))
                .toList();
        return Page.of(rest, CommentCursor::of, limit, null);
    }

    Comment add(BoardCommand.AddComment add, Deadline deadline) {
        Before before = before(add, deadline);
        if (before.said().isPresent()) {
            return read(before.said().get());
        }
        ObjectNode variables = Json.object();
        variables.set("input", input(add.id(), before.issue().path("id").asText(), add.text()));
        try {
            return read(connection
                    .change(Documents.COMMENT_ON, variables, "commentCreate", deadline)
                    .path("comment"));
        } catch (BoardFailure.Rejected | BoardFailure.Unavailable e) {
            Optional<JsonNode> saidMeanwhile = before(add, deadline).said();
            return read(saidMeanwhile.orElseThrow(() -> e));
        }
    }

    private Before before(BoardCommand.AddComment add, Deadline deadline) {
        return new Before(connection.scope(), add.id())
                .on(add.task())
                .commenting()
                .ask(connection.api(), deadline);
    }

    static ObjectNode input(UUID command, String issue, String text) {
        return Json.object()
                .put("id", ClientIds.of(command))
                .put("issueId", issue)
                .put("body", text);
    }

    private static Comment read(JsonNode comment) {
        return new Comment(
                comment.path("id").asText(),
                author(comment),
                comment.path("body").asText(""),
                Json.instant(comment.path("createdAt")));
    }

    private static @Nullable String author(JsonNode comment) {
        for (JsonNode name : List.of(
                comment.path("user").path("displayName"),
                comment.path("externalUser").path("displayName"),
                comment.path("botActor").path("name"))) {
            if (name.isTextual()) {
                return name.asText();
            }
        }
        return null;
    }
}

package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import java.util.List;
import java.util.Optional;

/**
 * Files on issues: attachments that link to Linear's own file store, with their media type and size noted. Other
 * attachments are links to elsewhere and no files.
 */
record Files(Connection connection, FileStore store) {

    private static final int AT_ONCE = 100;
    private static final String MEDIA_TYPE = "mediaType";
    private static final String SIZE = "size";

    List<Attachment> of(String task, Deadline deadline) {
        return nodes(task, deadline).stream().map(Files::read).toList();
    }

    Content download(String task, String attachment, Deadline deadline) {
        return store.download(require(task, attachment, deadline).path("url"), deadline);
    }

    /**
     * The attachment's id is the command's, of which Linear takes one only. A file whose attachment was never made
     * stays in the store, where nobody sees it.
     */
    Attachment attach(BoardCommand.Attach attach, Deadline deadline) {
        String id = ClientIds.of(attach.id());
        Optional<JsonNode> attached = find(attach.task(), id, deadline);
        if (attached.isPresent()) {
            return read(attached.get());
        }
        ObjectNode input = Json.object()
                .put("id", id)
                .put("issueId", attach.task())
                .put("title", attach.name())
                .put("url", store.upload(attach.name(), attach.mediaType(), attach.content(), deadline));
        input.putObject("metadata")
                .put(MEDIA_TYPE, attach.mediaType())
                .put(SIZE, attach.content().size());
        ObjectNode variables = Json.object();
        variables.set("input", input);
        try {
            return read(connection
                    .change(Documents.ATTACH, variables, "attachmentCreate", deadline)
                    .path("attachment"));
        } catch (BoardFailure.Rejected | BoardFailure.Unavailable e) {
            return read(find(attach.task(), id, deadline).orElseThrow(() -> e));
        }
    }

    void detach(BoardCommand.Detach detach, Deadline deadline) {
        JsonNode attachment = require(detach.task(), detach.attachment(), deadline);
        connection.change(
                Documents.DETACH,
                Json.object().put("id", attachment.path("id").asText()),
                "attachmentDelete",
                deadline);
    }

    private JsonNode require(String task, String attachment, Deadline deadline) {
        return find(task, attachment, deadline)
                .orElseThrow(() -> new BoardFailure.NotFound("The task has no such file"));
    }

    private Optional<JsonNode> find(String task, String attachment, Deadline deadline) {
        return nodes(task, deadline).stream()
                .filter(node -> node.path("id").asText().equals(attachment))
                .findFirst();
    }

    private List<JsonNode> nodes(String task, Deadline deadline) {
        List<JsonNode> all = new Pages(connection.api(), connection.scope())
                .all(Documents.LIST_FILES, "attachments", task, AT_ONCE, deadline);
        return Tasks.oldestFirst(all).stream()
                .filter(node -> node.path("metadata").path(MEDIA_TYPE).isTextual())
                .filter(node -> store.holds(node.path("url")))
                .toList();
    }

    private static Attachment read(JsonNode attachment) {
        return new Attachment(
                attachment.path("id").asText(),
                attachment.path("title").asText(),
                attachment.path("metadata").path(MEDIA_TYPE).asText(),
                attachment.path("metadata").path(SIZE).asLong(),
                Json.instant(attachment.path("createdAt")));
    }
}

package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands on boards, as JSON: on the wire, and kept for when a board does not answer. */
public final class BoardJson {
    private static final int MOST_ID = 200;

    private BoardJson() {}

    static ObjectNode board(Board board) {
        ObjectNode json = object().put("board_id", board.id()).put("name", board.name());
        ArrayNode columns = json.putArray("columns");
        board.columns()
                .forEach(column ->
                        columns.addObject().put("name", column.name()).put("status", status(column.status())));
        put(json, "url", board.url());
        return json;
    }

    /** Adds what a provider can do. */
    static ObjectNode capabilities(ObjectNode json, BoardProvider provider) {
        texts(
                json,
                "capabilities",
                provider.capabilities().stream()
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        return json;
    }

    static ObjectNode check(Board board, BoardCheck check) {
        ObjectNode json = object();
        json.set("board", board(board));
        put(json, "account", check.account());
        ObjectNode mapping = json.putObject("mapping");
        new TreeMap<>(check.mapping()).forEach(mapping::put);
        texts(json, "missing", check.missing());
        return json;
    }

    static ObjectNode task(Task task) {
        if (task.id().isEmpty() || task.id().length() > MOST_ID) {
            throw new IllegalStateException("a task without a usable id");
        }
        ObjectNode json = object().put("task_id", task.id())
                .put("name", task.name())
                .put("description", task.description())
                .put("column", task.column())
                .put("status", status(task.status()))
                .put("priority", task.priority() == null ? null : priority(task.priority()))
                .put("assigned_to", task.assignedTo())
                .put("created_at", Timestamp.format(task.createdAt()))
                .put("updated_at", Timestamp.format(task.updatedAt()));
        put(json, "due_date", task.dueDate());
        if (task.estimatedHours() != null) {
            json.put("estimated_hours", task.estimatedHours());
        }
        if (task.actualHours() != null) {
            json.put("actual_hours", task.actualHours());
        }
        texts(json, "labels", task.labels().stream().sorted().toList());
        texts(json, "dependencies", task.dependencies().stream().sorted().toList());
        put(json, "parent", task.parent());
        texts(json, "subtasks", task.subtasks());
        texts(json, "acceptance_criteria", task.acceptanceCriteria());
        return json;
    }

    static ObjectNode comment(Comment comment) {
        return object().put("comment_id", comment.id())
                .put("author", comment.author())
                .put("text", comment.text())
                .put("created_at", Timestamp.format(comment.createdAt()));
    }

    static ObjectNode attachment(Attachment attachment) {
        return object().put("attachment_id", attachment.id())
                .put("name", attachment.name())
                .put("media_type", attachment.mediaType())
                .put("size", attachment.size())
                .put("created_at", Timestamp.format(attachment.createdAt()));
    }

    static ObjectNode content(Content content) {
        return object().put("size", content.size())
                .put("content", Base64.getEncoder().encodeToString(content.bytes()));
    }

    static ObjectNode metrics(Metrics metrics) {
        return object().put("total", metrics.total())
                .put("backlog", metrics.backlog())
                .put("in_progress", metrics.inProgress())
                .put("completed", metrics.completed())
                .put("blocked", metrics.blocked());
    }

    /** @return {@code {items, next_cursor}} with the provider's own cursor */
    static <T> ObjectNode page(Page<T> page, Function<T, ObjectNode> item) {
        return list(page.items(), item).put("next_cursor", page.nextCursor());
    }

    static <T> ObjectNode list(Collection<T> all, Function<T, ObjectNode> item) {
        ObjectNode json = object();
        ArrayNode items = json.putArray("items");
        all.forEach(one -> items.add(item.apply(one)));
        return json.putNull("next_cursor");
    }

    static ObjectNode result(CommandResult result) {
        ObjectNode json = object();
        switch (result) {
            case CommandResult.OfTask(Task task) -> json.set("task", task(task));
            case CommandResult.OfComment(Comment comment) -> json.set("comment", comment(comment));
            case CommandResult.Attached(Attachment attachment) -> json.set("attachment", attachment(attachment));
            case CommandResult.Detached(String attachment) -> json.put("attachment_id", attachment);
        }
        return json;
    }

    /** Says of a task on the wire who holds it: this service knows better than the board. */
    static void overlay(ObjectNode task, @Nullable Held held) {
        if (held != null) {
            task.put("assigned_to", held.live() ? held.assignment().agent() : null);
            task.set("assignment", held(held));
        }
    }

    /** An assignment for everyone to see: without its token. */
    static ObjectNode held(Held held) {
        return object().put("agent_id", held.assignment().agent())
                .put("session_id", held.assignment().session())
                .put("since", Timestamp.format(held.assignment().since()))
                .put("lease_until", Timestamp.format(held.leaseEnds()))
                .put("live", held.live());
    }

    /** One of a list of assignments. */
    public static ObjectNode assignment(Held held) {
        return held(held).put("task_id", held.assignment().task());
    }

    /** An assignment for its holder: with the token that fences its commands. */
    static ObjectNode own(Assignment assignment) {
        return object().put("agent_id", assignment.agent())
                .put("session_id", assignment.session())
                .put("assignment_token", assignment.token())
                .put("since", Timestamp.format(assignment.since()))
                .put("lease_until", Timestamp.format(assignment.until()));
    }

    /** What can be configured; no value of a secret key is ever among it. */
    static ObjectNode provider(BoardProviderFactory factory) {
        ObjectNode json = object().put("name", factory.name());
        ArrayNode keys = json.putArray("configuration");
        factory.configuration().forEach(key -> keys.add(key(key)));
        return json;
    }

    private static ObjectNode key(ConfigKey<?> key) {
        ObjectNode json = object().put("name", key.name())
                .put("type", key.type().name().toLowerCase(Locale.ROOT))
                .put("description", key.description())
                .put("required", key.isRequired())
                .put("secret", key.isSecret());
        put(json, "example", key.example().orElse(null));
        put(json, "default", key.defaultText().orElse(null));
        return json;
    }

    static String status(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String priority(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        texts.forEach(json.putArray(name)::add);
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value instanceof Instant time ? Timestamp.format(time) : value.toString());
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

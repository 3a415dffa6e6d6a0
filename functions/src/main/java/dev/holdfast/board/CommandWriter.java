package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes commands as {@link CommandReader} reads them. */
final class CommandWriter {
    private CommandWriter() {}

    static ObjectNode write(BoardCommand command) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (command instanceof BoardCommand.OnTask onTask) {
            json.put("task", onTask.task());
        }
        return switch (command) {
            case BoardCommand.Create create -> create(json, create.draft());
            case BoardCommand.Update update -> update(json, update.changes());
            case BoardCommand.Assign assign -> json.put("agent_id", assign.worker());
            case BoardCommand.Unassign unassign -> json.put("agent_id", unassign.worker());
            case BoardCommand.Move move -> json.put("column", move.column());
            case BoardCommand.AddComment comment -> json.put("text", comment.text());
            case BoardCommand.ReportBlocker blocker ->
                json.put("description", blocker.description())
                        .put("severity", blocker.severity().code());
            case BoardCommand.ReportProgress progress -> {
                put(json, "progress", progress.progress());
                put(
                        json,
                        "status",
                        progress.status() == null ? null : progress.status().title());
                yield json.put("message", progress.message());
            }
            case BoardCommand.Attach attach ->
                json.put("name", attach.name())
                        .put("media_type", attach.mediaType())
                        .put(
                                "content",
                                Base64.getEncoder()
                                        .encodeToString(attach.content().bytes()));
            case BoardCommand.Detach detach -> json.put("attachment_id", detach.attachment());
        };
    }

    private static ObjectNode create(ObjectNode json, TaskDraft draft) {
        json.put("name", draft.name());
        if (!draft.description().isEmpty()) {
            json.put("description", draft.description());
        }
        put(json, "column", draft.column());
        put(json, "priority", draft.priority() == null ? null : draft.priority().title());
        put(json, "due_date", draft.dueDate());
        put(json, "estimated_hours", draft.estimatedHours());
        put(json, "labels", draft.labels());
        put(json, "dependencies", draft.dependencies());
        put(json, "parent", draft.parent());
        put(json, "acceptance_criteria", draft.acceptanceCriteria());
        return json;
    }

    private static ObjectNode update(ObjectNode json, TaskChanges changes) {
        put(json, "name", changes.name());
        put(json, "description", changes.description());
        put(
                json,
                "priority",
                changes.priority() == null ? null : changes.priority().title());
        put(json, "due_date", changes.dueDate());
        put(json, "estimated_hours", changes.estimatedHours());
        put(json, "actual_hours", changes.actualHours());
        if (changes.dependencies() != null) {
            changes.dependencies().forEach(json.putArray("dependencies")::add);
        }
        if (changes.acceptanceCriteria() != null) {
            changes.acceptanceCriteria().forEach(json.putArray("acceptance_criteria")::add);
        }
        put(json, "add_labels", changes.addedLabels());
        put(json, "remove_labels", changes.removedLabels());
        changes.cleared().forEach(field -> json.putNull(field.name().toLowerCase(Locale.ROOT)));
        return json;
    }

    private static void put(ObjectNode json, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(name)::add);
        }
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Integer number -> json.put(name, number);
            case java.math.BigDecimal number -> json.put(name, number);
            default -> json.put(name, value.toString());
        }
    }
}

package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Presence;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskChangesBuilder;
import dev.holdfast.spi.TaskDraft;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads commands from JSON: the one shape in which they are asked for, and wait in the queue. */
public final class CommandReader {
    private static final int MOST_ID = 200;
    private static final int MOST_NAME = 250;
    private static final int MOST_PROSE = 61_440;
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_LABEL = 50;
    /** So that the command still fits where requests must, when it waits. */
    private static final int MOST_FILE = 3_000_000;

    private final Fields fields;
    private final UUID id;

    private CommandReader(Fields fields, UUID id) {
        this.fields = fields;
        this.id = id;
    }

    /**
     * @param task null for the one that {@code task} in the JSON names
     * @param subject who asks: the agent, unless the JSON says another
     * @param session that the call is made under; null for none
     * @param beside members that say something else
     * @throws Refusal INVALID_INPUT
     */
    public static Asked read(
            CommandKind kind,
            JsonNode json,
            @Nullable String task,
            UUID id,
            String subject,
            @Nullable String session,
            String... beside) {
        Fields fields = Fields.of(json);
        fields.ignore(beside);
        CommandReader reader = new CommandReader(fields, id);
        String on = kind == CommandKind.CREATE || task != null ? task : fields.text("task", MOST_ID);
        @Nullable String agent = fields.optionalText("agent_id", MOST_ID).orElse(null);
        @Nullable Long token = reader.token();
        boolean assigns = kind == CommandKind.ASSIGN;
        @Nullable
        String under = assigns ? fields.optionalText("session_id", MOST_ID).orElse(session) : session;
        OptionalInt lease = assigns
                ? fields.integer("lease_secs", (int) Assignment.SHORTEST_LEASE.toSeconds(), (int)
                        Assignment.LONGEST_LEASE.toSeconds())
                : OptionalInt.empty();
        Supplier<BoardCommand> command = reader.command(kind, on == null ? "" : on, agent == null ? subject : agent);
        fields.done();
        try {
            return new Asked(
                    command.get(),
                    agent,
                    token,
                    under,
                    lease.isPresent() ? Duration.ofSeconds(lease.getAsInt()) : Assignment.DEFAULT_LEASE);
        } catch (BoardFailure.Rejected outOfBounds) {
            throw new Refusal(Reason.INVALID_INPUT, Refusals.words(outOfBounds));
        }
    }

    /** All members are asked for at once; the command is made when they are known to be sound. */
    private Supplier<BoardCommand> command(CommandKind kind, String task, String agent) {
        return switch (kind) {
            case CREATE -> create();
            case UPDATE -> update(task);
            case ASSIGN -> () -> new BoardCommand.Assign(id, task, agent);
            case UNASSIGN -> () -> new BoardCommand.Unassign(id, task, agent);
            case MOVE -> {
                String column = fields.text("column", MOST_NAME);
                yield () -> new BoardCommand.Move(id, task, column);
            }
            case COMMENT -> {
                String text = prose("text", true);
                yield () -> new BoardCommand.AddComment(id, task, text);
            }
            case BLOCKER -> {
                String description = prose("description", true);
                Severity severity = severity();
                yield () -> new BoardCommand.ReportBlocker(id, task, description, severity);
            }
            case PROGRESS -> progress(task);
            case ATTACH -> attach(task);
            case DETACH -> {
                String attachment = fields.text("attachment_id", MOST_ID);
                yield () -> new BoardCommand.Detach(id, task, attachment);
            }
        };
    }

    private Supplier<BoardCommand> create() {
        String name = fields.text("name", MOST_NAME);
        String description = prose("description", false);
        String column = fields.optionalText("column", MOST_NAME).orElse(null);
        Priority priority = priority().orElse(null);
        Instant due = time("due_date").orElse(null);
        BigDecimal estimated = hours("estimated_hours").orElse(null);
        Set<String> labels = set("labels", MOST_LABEL);
        Set<String> dependencies = set("dependencies", MOST_ID);
        String parent = fields.optionalText("parent", MOST_ID).orElse(null);
        List<String> criteria = fields.texts("acceptance_criteria", MOST_ENTRIES, 1_000);
        return () -> new BoardCommand.Create(
                id,
                TaskDraft.named(name)
                        .description(description)
                        .column(column)
                        .priority(priority)
                        .dueDate(due)
                        .estimatedHours(estimated)
                        .labels(labels)
                        .dependencies(dependencies)
                        .parent(parent)
                        .acceptanceCriteria(criteria)
                        .build());
    }

    private Supplier<BoardCommand> update(String task) {
        TaskChangesBuilder changes = TaskChanges.builder();
        fields.optionalText("name", MOST_NAME).ifPresent(changes::name);
        fields.optionalProse("description", MOST_PROSE).ifPresent(changes::description);
        Set<TaskChanges.Field> cleared = EnumSet.noneOf(TaskChanges.Field.class);
        clear("priority", TaskChanges.Field.PRIORITY, cleared);
        clear("due_date", TaskChanges.Field.DUE_DATE, cleared);
        clear("estimated_hours", TaskChanges.Field.ESTIMATED_HOURS, cleared);
        clear("actual_hours", TaskChanges.Field.ACTUAL_HOURS, cleared);
        priority().ifPresent(changes::priority);
        time("due_date").ifPresent(changes::dueDate);
        hours("estimated_hours").ifPresent(changes::estimatedHours);
        hours("actual_hours").ifPresent(changes::actualHours);
        if (fields.presence("dependencies") == Presence.VALUE) {
            changes.dependencies(set("dependencies", MOST_ID));
        }
        if (fields.presence("acceptance_criteria") == Presence.VALUE) {
            changes.acceptanceCriteria(fields.texts("acceptance_criteria", MOST_ENTRIES, 1_000));
        }
        changes.addedLabels(set("add_labels", MOST_LABEL));
        changes.removedLabels(set("remove_labels", MOST_LABEL));
        return () -> new BoardCommand.Update(id, task, changes.cleared(cleared).build());
    }

    private void clear(String name, TaskChanges.Field field, Set<TaskChanges.Field> cleared) {
        if (fields.presence(name) == Presence.NULL) {
            cleared.add(field);
        }
    }

    private Supplier<BoardCommand> progress(String task) {
        OptionalInt percent = fields.integer("progress", 0, 100);
        Status status = read("status", Status::of, "must be todo, in progress, blocked, done or an alias")
                .orElse(null);
        String message = prose("message", true);
        return () -> new BoardCommand.ReportProgress(
                id, task, percent.isPresent() ? percent.getAsInt() : null, status, message);
    }

    private Supplier<BoardCommand> attach(String task) {
        String name = fields.text("name", MOST_ID);
        String type = fields.optionalText("media_type", MOST_ID).orElse("application/octet-stream");
        fields.require("content");
        Optional<byte[]> bytes =
                read("content", CommandReader::base64, "must be base64, of a file of at most " + MOST_FILE + " bytes");
        return () -> new BoardCommand.Attach(id, task, name, type, Content.of(bytes.orElse(new byte[0])));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length <= MOST_FILE);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Severity severity() {
        return read("severity", Severity::of, "must be low, medium or high").orElse(Severity.MEDIUM);
    }

    private Optional<Priority> priority() {
        return read("priority", Priority::of, "must be low, medium, high, urgent or an alias of one");
    }

    private Optional<Instant> time(String name) {
        return read(name, CommandReader::instant, "must be a time with its offset, as 2026-01-31T17:00:00Z");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notTime) {
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> hours(String name) {
        Optional<BigDecimal> hours =
                fields.node(name).filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        if (fields.node(name).isPresent()
                && (hours.isEmpty() || Math.abs(hours.get().scale()) > 9)) {
            fields.problem(name, "must be a number of hours");
            return Optional.empty();
        }
        return hours;
    }

    private @Nullable Long token() {
        Optional<JsonNode> token = fields.node("assignment_token");
        if (token.isPresent() && !token.get().canConvertToLong()) {
            fields.problem("assignment_token", "must be the number that the assignment was answered with");
        }
        return token.map(JsonNode::longValue).orElse(null);
    }

    private Set<String> set(String name, int mostChars) {
        return Set.copyOf(fields.texts(name, MOST_ENTRIES, mostChars));
    }

    private String prose(String name, boolean required) {
        if (required) {
            fields.require(name);
        }
        return fields.optionalProse(name, MOST_PROSE).orElse("");
    }

    private interface Reading<T> {
        Optional<T> of(String text);
    }

    private <T> Optional<T> read(String name, Reading<T> reading, String problem) {
        Optional<JsonNode> node = fields.node(name);
        Optional<T> value = node.filter(JsonNode::isTextual).flatMap(it -> reading.of(it.textValue()));
        if (node.isPresent() && value.isEmpty()) {
            fields.problem(name, problem);
        }
        return value;
    }
}

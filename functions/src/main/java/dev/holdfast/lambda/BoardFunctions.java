package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.board.Answer;
import dev.holdfast.board.Boards;
import dev.holdfast.board.CommandId;
import dev.holdfast.board.CommandKind;
import dev.holdfast.board.CommandReader;
import dev.holdfast.json.Fields;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Boards as direct invocations: one that reads and one that applies a command. */
final class BoardFunctions {
    private static final int MOST_ID = 200;

    private final Boards boards;
    private final BoardRoutes routes;
    private final Resolve projects;
    private final Clock clock;

    BoardFunctions(Boards boards, BoardRoutes routes, Resolve projects, Clock clock) {
        this.boards = boards;
        this.routes = routes;
        this.projects = projects;
        this.clock = clock;
    }

    /** What {@code read} may say. */
    enum Read {
        BOARD,
        BOARDS,
        TASKS,
        TASK,
        DEPENDENTS,
        COMMENTS,
        ATTACHMENTS,
        DOWNLOAD,
        METRICS,
        ASSIGNMENTS,
        JOB;

        private static final Map<String, Read> BY_WIRE = Arrays.stream(values())
                .collect(Collectors.toUnmodifiableMap(it -> it.name().toLowerCase(Locale.ROOT), Function.identity()));
    }

    /** {@code {project, read, task?, …}}. */
    ObjectNode read(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        UUID project = fields.uuid("project");
        Read read = fields.oneOf("read", Read.BY_WIRE);
        return switch (read) {
            case BOARD -> view(done(fields, () -> boards.read().board(call, project)));
            case BOARDS -> view(done(fields, () -> boards.read().boards(call, project)));
            case METRICS -> view(done(fields, () -> boards.read().metrics(call, project)));
            case TASKS -> {
                var query = BoardInputs.tasks(fields, input, call.caller().subject());
                String cursor = fields.optionalText("cursor", 4_096).orElse(null);
                yield view(done(fields, () -> routes.tasks(call, project, query, cursor)));
            }
            case TASK -> {
                String task = fields.text("task", MOST_ID);
                yield view(done(fields, () -> boards.read().task(call, project, task)));
            }
            case DEPENDENTS -> {
                String task = fields.text("task", MOST_ID);
                yield view(done(fields, () -> boards.read().dependents(call, project, task)));
            }
            case COMMENTS -> {
                String task = fields.text("task", MOST_ID);
                int limit =
                        fields.integer("limit", 1, BoardInputs.MOST_PER_PAGE).orElse(BoardInputs.MOST_PER_PAGE);
                String cursor = fields.optionalText("cursor", 4_096).orElse(null);
                yield view(done(fields, () -> routes.comments(call, project, task, limit, cursor)));
            }
            case ATTACHMENTS -> {
                String task = fields.text("task", MOST_ID);
                yield view(done(fields, () -> boards.read().attachments(call, project, task)));
            }
            case DOWNLOAD -> {
                String task = fields.text("task", MOST_ID);
                String attachment = fields.text("attachment_id", MOST_ID);
                yield view(done(fields, () -> boards.read().download(call, project, task, attachment)));
            }
            case ASSIGNMENTS -> {
                String agent = fields.optionalText("agent_id", MOST_ID).orElse(null);
                String cursor = fields.optionalText("cursor", 4_096).orElse(null);
                fields.done();
                yield routes.assignments(
                        call, projects.byCloudUuid(call, project).ref(), agent, false, cursor);
            }
            case JOB -> {
                String id = fields.text("job_id", MOST_ID);
                fields.done();
                yield BoardViews.job(boards.command(call, project, id));
            }
        };
    }

    private interface Reading {
        Answer read();
    }

    private static Answer done(Fields fields, Reading reading) {
        fields.done();
        return reading.read();
    }

    private ObjectNode view(Answer answer) {
        return BoardViews.answer(answer, clock.instant());
    }

    /** {@code {project, command, task?, …}} with the members of the HTTP body. */
    ObjectNode apply(Call call, JsonNode input) {
        Fields address = Fields.of(input);
        UUID project = address.uuid("project");
        CommandKind kind = address.oneOf("command", CommandKind.BY_WIRE);
        input.fieldNames().forEachRemaining(address::ignore);
        address.done();
        var asked = CommandReader.read(
                kind,
                input,
                null,
                CommandId.of(call.operation(), project),
                call.caller().subject(),
                null,
                "project",
                "command");
        return BoardViews.applied(boards.apply().apply(call, project, asked));
    }
}

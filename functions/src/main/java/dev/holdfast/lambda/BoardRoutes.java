package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.board.Answer;
import dev.holdfast.board.Applied;
import dev.holdfast.board.Asked;
import dev.holdfast.board.Boards;
import dev.holdfast.board.CommandId;
import dev.holdfast.board.CommandKind;
import dev.holdfast.board.CommandReader;
import dev.holdfast.board.Holders;
import dev.holdfast.board.TaskQuery;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Boards over HTTP. */
final class BoardRoutes {
    private static final String BOARD = "/api/v1/projects/{cloud_uuid}/board/";
    private static final String TASKS = BOARD + "tasks/";
    private static final String TASK = TASKS + "{task}/";
    private static final String FILES = TASK + "attachments/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_ID = 200;

    private final Boards boards;
    private final Resolve projects;
    private final Cursors cursors;
    private final Clock clock;

    BoardRoutes(Boards boards, Resolve projects, Cursors cursors, Clock clock) {
        this.boards = boards;
        this.projects = projects;
        this.cursors = cursors;
        this.clock = clock;
    }

    List<Route> routes() {
        Set<String> tasks = Set.of("available", "mine", "agent_id", "status", "label", "limit", "cursor");
        return List.of(
                get(BOARD, NONE, (call, it) -> reply(boards.read().board(call, project(it)), it)),
                get(BOARD + "boards/", NONE, (call, it) -> reply(boards.read().boards(call, project(it)), it)),
                get(BOARD + "metrics/", NONE, (call, it) -> reply(boards.read().metrics(call, project(it)), it)),
                get(BOARD + "assignments/", Set.of("agent_id", "mine", "cursor"), this::assignments),
                get(BOARD + "jobs/{id}/", NONE, this::job),
                new Route("POST", BOARD + "connect/", Scope.BOARD_WRITE, NONE, Body.JSON, this::connect),
                get(TASKS, tasks, this::tasks),
                post(TASKS, CommandKind.CREATE),
                get(TASK, NONE, (call, it) -> reply(boards.read().task(call, project(it), task(it)), it)),
                new Route("PATCH", TASK, Scope.BOARD_WRITE, NONE, Body.JSON, command(CommandKind.UPDATE)),
                post(TASK + "assign/", CommandKind.ASSIGN),
                post(TASK + "unassign/", CommandKind.UNASSIGN),
                post(TASK + "move/", CommandKind.MOVE),
                post(TASK + "progress/", CommandKind.PROGRESS),
                post(TASK + "blocker/", CommandKind.BLOCKER),
                get(TASK + "comments/", Set.of("limit", "cursor"), this::comments),
                post(TASK + "comments/", CommandKind.COMMENT),
                get(
                        TASK + "dependents/",
                        NONE,
                        (call, it) -> reply(boards.read().dependents(call, project(it), task(it)), it)),
                get(FILES, NONE, (call, it) -> reply(boards.read().attachments(call, project(it), task(it)), it)),
                new Route("POST", FILES, Scope.BOARD_WRITE, NONE, Body.FILE, command(CommandKind.ATTACH)),
                get(FILES + "{attachment}/", NONE, this::download),
                new Route("DELETE", FILES + "{attachment}/", Scope.BOARD_WRITE, NONE, Body.NONE, this::detach));
    }

    private static Route get(String template, Set<String> query, Route.Handler handler) {
        return new Route("GET", template, Scope.BOARD_READ, query, Body.NONE, handler);
    }

    private Route post(String template, CommandKind kind) {
        return new Route("POST", template, Scope.BOARD_WRITE, NONE, Body.JSON, command(kind));
    }

    private Route.Handler command(CommandKind kind) {
        return (call, request) -> command(call, request, kind, request.json());
    }

    private Reply command(Call call, Matched request, CommandKind kind, JsonNode json) {
        UUID project = project(request);
        Asked asked = CommandReader.read(
                kind,
                json,
                kind == CommandKind.CREATE ? null : task(request),
                CommandId.of(call.operation(), project),
                call.caller().subject(),
                request.request().header(SessionTouch.HEADER).orElse(null));
        Applied applied = boards.apply().apply(call, project, asked);
        ObjectNode view = BoardViews.applied(applied);
        return switch (applied) {
            case Applied.Done _ -> Reply.of(creates(kind) ? 201 : 200, view);
            case Applied.Queued queued ->
                Reply.of(202, view)
                        .with("Location", "/api/v1/projects/" + project + "/board/jobs/" + queued.id() + "/")
                        .with("Retry-After", Long.toString(queued.retryAfter()));
        };
    }

    private static boolean creates(CommandKind kind) {
        return kind == CommandKind.CREATE || kind == CommandKind.COMMENT || kind == CommandKind.ATTACH;
    }

    private Reply detach(Call call, Matched request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("attachment_id", attachment(request));
        return command(call, request, CommandKind.DETACH, json);
    }

    private Reply tasks(Call call, Matched request) {
        TaskQuery query = BoardInputs.tasks(request.query(), call.caller().subject());
        return reply(
                tasks(
                        call,
                        project(request),
                        query,
                        request.query().text("cursor").orElse(null)),
                request);
    }

    /** @param cursor as a page before answered it */
    Answer tasks(Call call, UUID project, TaskQuery query, @Nullable String cursor) {
        String list = project + "\n" + query.listName();
        TaskQuery from = cursor == null ? query : query.after(cursors.open(call, list, cursor));
        return sealed(call, list, boards.read().tasks(call, project, from));
    }

    private Reply comments(Call call, Matched request) {
        QueryString query = request.query();
        int limit = query.limit("limit", BoardInputs.MOST_PER_PAGE);
        return reply(
                comments(
                        call,
                        project(request),
                        task(request),
                        limit,
                        query.text("cursor").orElse(null)),
                request);
    }

    Answer comments(Call call, UUID project, String task, int limit, @Nullable String cursor) {
        String list = project + "\ncomments\n" + task;
        @Nullable String from = cursor == null ? null : cursors.open(call, list, cursor);
        return sealed(call, list, boards.read().comments(call, project, task, limit, from));
    }

    /** A provider's cursor may say more of its back end than callers should know or change. */
    private Answer sealed(Call call, String list, Answer answer) {
        Optional.ofNullable(answer.json().path("next_cursor").textValue())
                .ifPresent(next -> answer.json().put("next_cursor", cursors.seal(call, list, next)));
        return answer;
    }

    private Reply assignments(Call call, Matched request) {
        boolean mine = request.query().oneOf("mine", BoardInputs.FLAGS).orElse(false);
        Optional<String> agent = BoardInputs.text(request.query(), "agent_id", MOST_ID);
        ProjectRef owner = projects.byCloudUuid(call, project(request)).ref();
        return Reply.ok(assignments(
                call,
                owner,
                agent.orElse(null),
                mine,
                request.query().text("cursor").orElse(null)));
    }

    ObjectNode assignments(Call call, ProjectRef owner, @Nullable String agent, boolean mine, @Nullable String cursor) {
        String list = owner.project() + "\nassignments\n" + mine + "\n" + agent;
        Holders.Listed listed = boards.holders()
                .list(
                        call.budget(),
                        owner,
                        it -> (agent == null || it.agent().equals(agent))
                                && (!mine || it.subject().equals(call.caller().subject())),
                        cursor == null ? null : cursors.open(call, list, cursor));
        return BoardViews.assignments(
                listed.items(), listed.next() == null ? null : cursors.seal(call, list, listed.next()));
    }

    private Reply job(Call call, Matched request) {
        return Reply.ok(BoardViews.job(boards.command(call, project(request), id(request, "id"))));
    }

    private Reply connect(Call call, Matched request) {
        return Reply.ok(BoardViews.connected(
                boards.connect().apply(call, project(request), BoardInputs.setUp(request.json()))));
    }

    private Reply download(Call call, Matched request) {
        return reply(boards.read().download(call, project(request), task(request), attachment(request)), request);
    }

    private Reply reply(Answer answer, Matched request) {
        return BoardViews.reply(answer, request, clock.instant());
    }

    private static UUID project(Matched request) {
        return request.uuid("cloud_uuid");
    }

    private static String task(Matched request) {
        return id(request, "task");
    }

    private static String attachment(Matched request) {
        return id(request, "attachment");
    }

    private static String id(Matched request, String variable) {
        String id = request.path().getOrDefault(variable, "");
        if (id.isBlank() || id.length() > MOST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw StateInputs.refusal(variable, "must be an id of 1 to " + MOST_ID + " characters");
        }
        return id;
    }
}

package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Scope;
import dev.holdfast.session.FilePath;
import dev.holdfast.session.Modifier;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionLists;
import dev.holdfast.session.SessionState;
import dev.holdfast.session.Sessions;
import dev.holdfast.table.Parallel;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sessions over HTTP, and as functions. */
final class SessionRoutes {
    private static final String PROJECT = "/api/v1/projects/{cloud_uuid}/";
    private static final String ALL = PROJECT + "sessions/";
    private static final String ONE = ALL + "{id}/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_PER_PAGE = 100;
    private static final String[] ADDRESS = {"project", "session_id"};
    private static final Map<String, SessionState> STATES = Arrays.stream(SessionState.values())
            .collect(Collectors.toUnmodifiableMap(SessionState::wire, Function.identity()));

    private final Sessions sessions;
    private final Resolve projects;
    private final Cursors cursors;
    private final Clock clock;

    SessionRoutes(Sessions sessions, Resolve projects, Cursors cursors, Clock clock) {
        this.sessions = sessions;
        this.projects = projects;
        this.cursors = cursors;
        this.clock = clock;
    }

    List<Route> routes() {
        Scope read = Scope.SESSIONS_READ;
        Scope write = Scope.SESSIONS_WRITE;
        return List.of(
                new Route("POST", ALL, write, NONE, Body.JSON, this::open),
                new Route("GET", ALL, read, Set.of("state", "limit", "cursor"), Body.NONE, this::list),
                new Route("GET", ALL + "count/", read, NONE, Body.NONE, this::count),
                new Route("GET", "/api/v1/sessions/count/", read, NONE, Body.NONE, this::countAll),
                new Route("POST", ALL + "reconcile/", write, NONE, Body.JSON, this::reconcile),
                new Route(
                        "GET",
                        ONE,
                        read,
                        NONE,
                        Body.NONE,
                        (call, request) -> whole(sessions.life().get(call, owner(call, request), id(request)))),
                new Route(
                        "POST",
                        ONE + "touch/",
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> whole(sessions.life().touch(call, owner(call, request), id(request)))),
                new Route(
                        "POST",
                        ONE + "submit/",
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> whole(sessions.life().submit(call, owner(call, request), id(request)))),
                new Route(
                        "POST",
                        ONE + "resume/",
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> whole(sessions.life().resume(call, owner(call, request), id(request)))),
                new Route(
                        "POST",
                        ONE + "abandon/",
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> whole(sessions.life().abandon(call, owner(call, request), id(request)))),
                new Route(
                        "POST",
                        ONE + "close/",
                        write,
                        NONE,
                        Body.JSON,
                        (call, request) -> whole(sessions.life()
                                .close(
                                        call,
                                        owner(call, request),
                                        id(request),
                                        SessionInputs.outcome(request.json())))),
                new Route("POST", ONE + "modifications/", write, NONE, Body.JSON, this::modified),
                new Route("POST", ONE + "reads/", write, NONE, Body.JSON, this::read),
                new Route(
                        "GET",
                        PROJECT + "modifiers/",
                        read,
                        Set.of("path", "exclude"),
                        Body.NONE,
                        this::modifiersOfOne),
                new Route("POST", PROJECT + "modifiers/", read, NONE, Body.JSON, this::modifiers));
    }

    /** {@code {project, …}} as the body of opening one. */
    ObjectNode open(Call call, JsonNode input) {
        var wanted = SessionInputs.open(input, call.caller().subject(), "project");
        return SessionViews.session(sessions.open().apply(call, project(input), wanted), clock.instant());
    }

    /** {@code {project, session_id}}. */
    ObjectNode touch(Call call, JsonNode input) {
        SessionInputs.outcome(input, ADDRESS);
        return SessionViews.session(
                sessions.life().touch(call, owner(call, project(input)), session(input)), clock.instant());
    }

    /** {@code {project, session_id, outcome?}}. */
    ObjectNode close(Call call, JsonNode input) {
        SessionState outcome = SessionInputs.outcome(input, ADDRESS);
        return SessionViews.session(
                sessions.life().close(call, owner(call, project(input)), session(input), outcome), clock.instant());
    }

    /** {@code {project, paths, exclude?}}. */
    ObjectNode modifiers(Call call, JsonNode input) {
        return modifiers(call, owner(call, project(input)), SessionInputs.modifiers(input, "project"));
    }

    private Reply open(Call call, Matched request) {
        var wanted = SessionInputs.open(request.json(), call.caller().subject());
        Session opened = sessions.open().apply(call, request.uuid("cloud_uuid"), wanted);
        return Reply.of(201, SessionViews.session(opened, clock.instant()));
    }

    private Reply list(Call call, Matched request) {
        ProjectRef owner = owner(call, request);
        QueryString query = request.query();
        Set<SessionState> states = query.oneOf("state", STATES).map(Set::of).orElse(Set.of());
        String list = "sessions\n" + owner.project() + "." + owner.incarnation() + "\n" + states;
        String after = query.text("cursor")
                .map(cursor -> cursors.open(call, list, cursor))
                .orElse(null);
        SessionLists.Listed page =
                sessions.lists().page(call, owner, states, after, query.limit("limit", MOST_PER_PAGE));
        String next = page.after() == null ? null : cursors.seal(call, list, page.after());
        return Reply.ok(SessionViews.page(page.sessions(), next, clock.instant()));
    }

    private Reply count(Call call, Matched request) {
        return Reply.ok(SessionViews.count(sessions.lists().count(call.budget(), owner(call, request))));
    }

    private Reply countAll(Call call, Matched request) {
        return Reply.ok(SessionViews.count(sessions.lists().count(call.budget(), call.tenant())));
    }

    private Reply reconcile(Call call, Matched request) {
        SessionInputs.Alive alive = SessionInputs.alive(request.json());
        List<String> ended = sessions.reconcile().apply(call, owner(call, request), alive.host(), alive.sessions());
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ended.forEach(view.putArray("ended")::add);
        return Reply.ok(view);
    }

    private Reply modified(Call call, Matched request) {
        var said = SessionInputs.modifications(request.json());
        return Reply.ok(SessionViews.reported(sessions.modified(call, owner(call, request), id(request), said)));
    }

    private Reply read(Call call, Matched request) {
        var reads = SessionInputs.reads(request.json(), clock.instant());
        sessions.read(call, owner(call, request), id(request), reads);
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("noted", reads.size()));
    }

    private Reply modifiersOfOne(Call call, Matched request) {
        QueryString query = request.query();
        FilePath path = new FilePath(query.text("path").orElse(""));
        Set<String> exclude = query.text("exclude").map(Set::of).orElse(Set.of());
        List<Modifier> found = sessions.modifications().of(call.budget(), owner(call, request), path, exclude);
        return Reply.ok(SessionViews.modifiers(path, found));
    }

    private Reply modifiers(Call call, Matched request) {
        return Reply.ok(modifiers(call, owner(call, request), SessionInputs.modifiers(request.json())));
    }

    private ObjectNode modifiers(Call call, ProjectRef owner, SessionInputs.Asked asked) {
        List<ObjectNode> found = Parallel.map(
                asked.paths(),
                path -> SessionViews.modifiers(
                        path, sessions.modifications().of(call.budget(), owner, path, asked.exclude())));
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        items.addAll(found);
        return view;
    }

    private Reply whole(Session session) {
        return Reply.ok(SessionViews.session(session, clock.instant()));
    }

    private ProjectRef owner(Call call, Matched request) {
        return owner(call, request.uuid("cloud_uuid"));
    }

    private ProjectRef owner(Call call, UUID project) {
        return projects.byCloudUuid(call, project).ref();
    }

    private static String id(Matched request) {
        return request.path().getOrDefault("id", "");
    }

    private static UUID project(JsonNode input) {
        return Uuids.parse(input.path("project").asText()).orElseThrow(() -> Request.notUuid("project"));
    }

    private static String session(JsonNode input) {
        String id = input.path("session_id").asText();
        if (id.isEmpty()) {
            throw new Refusal(Reason.INVALID_INPUT, "Name the session_id.");
        }
        return id;
    }
}

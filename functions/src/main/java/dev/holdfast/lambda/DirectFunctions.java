package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Uuids;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.state.SchemaVersion;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreName;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Operations as direct invocations; inputs and results have the shapes of the HTTP bodies. Those on stores name
 * {@code project} and {@code store} beside, and {@code base} or {@code create} in place of the conditional headers.
 */
final class DirectFunctions {
    private static final String[] ADDRESS = {"project", "store", "base", "create"};

    private final Registry registry;
    private final States states;

    private DirectFunctions(Registry registry, States states) {
        this.registry = registry;
        this.states = states;
    }

    /** One function: what its token must allow, and what it does with its input. */
    record Function(Scope scope, Operation operation) {
        interface Operation {
            ObjectNode run(Call call, JsonNode input);
        }
    }

    static Map<String, Function> of(Operations operations, Clock clock) {
        DirectFunctions on = new DirectFunctions(operations.registry(), operations.states());
        Map<String, Function> functions = new HashMap<>(Map.of(
                "register", new Function(Scope.PROJECTS_WRITE, on::register),
                "resolve", new Function(Scope.PROJECTS_READ, on::resolve),
                "status", new Function(Scope.PROJECTS_READ, on::status),
                "sync", new Function(Scope.PROJECTS_WRITE, on::sync),
                "save", new Function(Scope.STATE_WRITE, on::save),
                "load", new Function(Scope.STATE_READ, on::load),
                "patch", new Function(Scope.STATE_WRITE, on::patch),
                "merge", new Function(Scope.STATE_WRITE, on::merge),
                "hello", new Function(Scope.STATE_READ, on::hello),
                "validate", new Function(Scope.STATE_READ, on::validate)));
        QueueRoutes queue = new QueueRoutes(operations.queueStatus(), operations.deadLetters());
        functions.put("queue-status", new Function(Scope.QUEUE_ADMIN, queue::status));
        functions.put("dead-letters", new Function(Scope.QUEUE_ADMIN, queue::deadLetters));
        functions.put("redrive", new Function(Scope.QUEUE_ADMIN, queue::redrive));
        functions.put("drop", new Function(Scope.QUEUE_ADMIN, queue::drop));
        SessionRoutes sessions =
                new SessionRoutes(operations.sessions(), operations.registry().resolve(), operations.cursors(), clock);
        functions.put("session-open", new Function(Scope.SESSIONS_WRITE, sessions::open));
        functions.put("session-touch", new Function(Scope.SESSIONS_WRITE, sessions::touch));
        functions.put("session-close", new Function(Scope.SESSIONS_WRITE, sessions::close));
        functions.put("modifiers", new Function(Scope.SESSIONS_READ, sessions::modifiers));
        BoardRoutes routes =
                new BoardRoutes(operations.boards(), operations.registry().resolve(), operations.cursors(), clock);
        BoardFunctions boards = new BoardFunctions(
                operations.boards(), routes, operations.registry().resolve(), clock);
        functions.put("board-read", new Function(Scope.BOARD_READ, boards::read));
        functions.put("board-apply", new Function(Scope.BOARD_WRITE, boards::apply));
        return Map.copyOf(functions);
    }

    private ObjectNode register(Call call, JsonNode input) {
        return ProjectViews.registered(registry.register().apply(call, Registration.read(Fields.of(input), null)));
    }

    private ObjectNode resolve(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        UUID local = fields.uuid("local_project_uuid");
        UUID machine = fields.optionalUuid("machine_uuid").orElse(null);
        fields.done();
        return ProjectViews.resolved(registry.resolve().byLocalUuid(call, local), machine);
    }

    private ObjectNode status(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        UUID cloudUuid = fields.uuid("cloud_uuid");
        fields.done();
        return ProjectViews.status(registry.resolve().byCloudUuid(call, cloudUuid));
    }

    private ObjectNode sync(Call call, JsonNode input) {
        return ProjectViews.synced(registry.sync().apply(call, ProjectInputs.batch(input, null)));
    }

    private ObjectNode save(Call call, JsonNode input) {
        return StateViews.written(states.save()
                .apply(
                        call,
                        project(input),
                        store(input),
                        StateInputs.save(input, ADDRESS),
                        StateInputs.precondition(input)));
    }

    private ObjectNode load(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        fields.ignore("project", "store", "seq");
        fields.done();
        Long seq = StateInputs.seq(input, "seq", "seq").orElse(null);
        return StateViews.loaded(states.load().apply(call, project(input), store(input), seq));
    }

    private ObjectNode patch(Call call, JsonNode input) {
        return StateViews.written(states.patch()
                .apply(
                        call,
                        project(input),
                        store(input),
                        StateInputs.patch(input, ADDRESS),
                        StateInputs.precondition(input)));
    }

    private ObjectNode merge(Call call, JsonNode input) {
        return StateViews.merged(
                states.merge().apply(call, project(input), store(input), StateInputs.merge(input, "project", "store")));
    }

    private ObjectNode hello(Call call, JsonNode input) {
        return StateViews.greeting(states.follow().hello(call, project(input), StateInputs.known(input, "project")));
    }

    private ObjectNode validate(Call call, JsonNode input) {
        SchemaVersion version = StateInputs.version(input, "project", "store");
        return StateViews.validated(
                states.validate().apply(call, project(input), store(input), input.path("data"), version));
    }

    private static UUID project(JsonNode input) {
        return Uuids.parse(input.path("project").asText()).orElseThrow(() -> Request.notUuid("project"));
    }

    private static StoreName store(JsonNode input) {
        return new StoreName(input.path("store").asText());
    }
}

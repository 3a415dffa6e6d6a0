package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.util.Map;
import java.util.UUID;

/** The registry as direct invocations; inputs and results have the shapes of the HTTP bodies. */
final class DirectFunctions {
    private final Registry registry;

    private DirectFunctions(Registry registry) {
        this.registry = registry;
    }

    /** One function: what its token must allow, and what it does with its input. */
    record Function(Scope scope, Operation operation) {
        interface Operation {
            ObjectNode run(Call call, JsonNode input);
        }
    }

    static Map<String, Function> of(Registry registry) {
        DirectFunctions on = new DirectFunctions(registry);
        return Map.of(
                "register", new Function(Scope.PROJECTS_WRITE, on::register),
                "resolve", new Function(Scope.PROJECTS_READ, on::resolve),
                "status", new Function(Scope.PROJECTS_READ, on::status),
                "sync", new Function(Scope.PROJECTS_WRITE, on::sync));
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
}

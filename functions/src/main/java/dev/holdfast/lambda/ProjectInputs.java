package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Sync;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inputs that HTTP and direct invocations share. */
final class ProjectInputs {
    private ProjectInputs() {}

    /** @param machine named outside of the body; null when it was not */
    static List<Sync.Entry> batch(JsonNode body, @Nullable UUID machine) {
        Fields fields = Fields.of(body);
        fields.ignore("tenant", "tenant_id");
        UUID named = fields.optionalUuid("machine_uuid").orElse(machine);
        List<JsonNode> projects = fields.items("projects", 0, Sync.MOST_PROJECTS);
        fields.require("projects");
        fields.done();
        return projects.stream().map(item -> entry(item, named)).toList();
    }

    private static Sync.Entry entry(JsonNode item, @Nullable UUID machine) {
        try {
            return new Sync.Entry.Valid(Registration.read(Fields.of(item), machine));
        } catch (Refusal refusal) {
            return new Sync.Entry.Invalid(localUuid(item), refusal);
        }
    }

    /** As it was sent, so that the client finds its item again. */
    private static @Nullable String localUuid(JsonNode item) {
        return item.path("local_project_uuid").textValue();
    }
}

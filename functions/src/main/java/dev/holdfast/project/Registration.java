package dev.holdfast.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a machine says of a project when it registers it. What is left out (null) stays as it is known.
 *
 * @param parent a cloud or a local UUID
 */
public record Registration(
        UUID localUuid,
        String name,
        UUID machine,
        @Nullable String rootPath,
        @Nullable String primaryLanguage,
        @Nullable String framework,
        @Nullable String contentHash,
        @Nullable ProjectType type,
        @Nullable UUID parent,
        @Nullable List<String> tags,
        @Nullable ObjectNode metadata,
        @Nullable String provider,
        @Nullable ObjectNode providerConfig) {

    /**
     * Reads the body of a registration.
     *
     * @param machine taken when the body names none
     * @throws dev.holdfast.problem.Refusal with every field that does not fit
     */
    public static Registration read(Fields fields, @Nullable UUID machine) {
        fields.ignore("tenant", "tenant_id");
        UUID named = fields.optionalUuid("machine_uuid").orElse(machine);
        Registration registration = new Registration(
                fields.uuid("local_project_uuid"),
                fields.text("project_name", ProjectLimits.NAME),
                named == null ? fields.uuid("machine_uuid") : named,
                fields.optionalText("root_path", ProjectLimits.PATH).orElse(null),
                fields.optionalText("primary_language", ProjectLimits.LABEL).orElse(null),
                fields.optionalText("framework", ProjectLimits.LABEL).orElse(null),
                fields.optionalText("content_hash", ProjectLimits.HASH).orElse(null),
                fields.optionalOneOf("project_type", ProjectType.BY_WIRE).orElse(null),
                fields.optionalUuid("parent_project_uuid").orElse(null),
                ProjectLimits.tags(fields),
                fields.object("metadata", ProjectLimits.METADATA_BYTES).orElse(null),
                fields.optionalText("provider", ProjectLimits.LABEL).orElse(null),
                fields.object("provider_config", ProjectLimits.CONFIG_BYTES).orElse(null));
        fields.done();
        return registration;
    }
}

package dev.holdfast.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A merge patch of a project: what is left out stays, null removes. */
public record ProjectEdit(
        Given<String> name,
        Given<ProjectType> type,
        Given<String> primaryLanguage,
        Given<String> framework,
        Given<List<String>> tags,
        Given<String> provider,
        Given<UUID> parent,
        Given<ObjectNode> metadata,
        Given<ObjectNode> providerConfig) {

    /** @throws dev.holdfast.problem.Refusal with every field that does not fit */
    public static ProjectEdit read(Fields fields) {
        fields.ignore("tenant", "tenant_id");
        ProjectEdit edit = new ProjectEdit(
                fields.presence("project_name") != Presence.ABSENT
                        ? new Given<>(true, fields.text("project_name", ProjectLimits.NAME))
                        : new Given<>(false, null),
                given(fields, "project_type", fields.optionalOneOf("project_type", ProjectType.BY_WIRE)),
                given(fields, "primary_language", fields.optionalText("primary_language", ProjectLimits.LABEL)),
                given(fields, "framework", fields.optionalText("framework", ProjectLimits.LABEL)),
                given(fields, "tags", Optional.ofNullable(ProjectLimits.tags(fields))),
                given(fields, "provider", fields.optionalText("provider", ProjectLimits.LABEL)),
                given(fields, "parent_project_uuid", fields.optionalUuid("parent_project_uuid")),
                given(fields, "metadata", fields.object("metadata", ProjectLimits.METADATA_BYTES)),
                given(fields, "provider_config", fields.object("provider_config", ProjectLimits.CONFIG_BYTES)));
        fields.done();
        return edit;
    }

    private static <T> Given<T> given(Fields fields, String name, Optional<T> value) {
        return new Given<>(fields.presence(name) != Presence.ABSENT, value.orElse(null));
    }

    Project applyTo(Project project, Instant now) {
        Listing listing = project.listing();
        Profile known = listing.profile();
        Profile profile = new Profile(
                Objects.requireNonNullElse(name.over(known.name()), known.name()),
                Objects.requireNonNullElse(type.over(known.type()), ProjectType.STANDALONE),
                primaryLanguage.over(known.primaryLanguage()),
                framework.over(known.framework()),
                Objects.requireNonNullElse(tags.over(known.tags()), List.of()),
                provider.over(known.provider()));
        UUID named = parent.value();
        @Nullable
        UUID newParent =
                parent.present() ? (named == null ? null : CloudUuid.of(listing.tenant(), named)) : listing.parent();
        return project.with(
                listing.with(profile, newParent, now),
                metadata.over(project.metadata()),
                providerConfig.over(project.providerConfig()),
                project.machines());
    }
}

package dev.holdfast.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registered project.
 *
 * @param incarnation new for every registration after a deletion; the keys of all that the project owns contain it
 * @param version counted up by every write
 * @param awaited whether children may have registered before it and wait to be linked
 * @param metadata the caller's own; treated as immutable
 * @param providerConfig write-only: it may hold secrets, is stored sealed and is in no answer, log or error
 * @param machines the most recently seen first, at most {@value #MOST_MACHINES}
 * @param createdBy the mark of the operation that created it
 * @param registeredBy the subject that created it
 * @param registeredOn the machine that created it
 * @param deletionBefore the mark of the operation that deleted the project registered here before
 */
public record Project(
        Listing listing,
        String incarnation,
        long version,
        boolean awaited,
        @Nullable ObjectNode metadata,
        @Nullable ObjectNode providerConfig,
        List<Machine> machines,
        String createdBy,
        String registeredBy,
        UUID registeredOn,
        @Nullable String deletionBefore) {
    static final int MOST_MACHINES = 16;

    public UUID cloudUuid() {
        return listing.cloudUuid();
    }

    public ProjectRef ref() {
        return new ProjectRef(listing.tenant(), cloudUuid(), incarnation);
    }

    public Optional<Machine> machine(UUID uuid) {
        return machines.stream().filter(m -> m.uuid().equals(uuid)).findFirst();
    }

    Project with(Listing changed) {
        return with(changed, metadata, providerConfig, machines);
    }

    Project linked() {
        return with(listing.withLinked());
    }

    /** No child waits any more. */
    Project adopted() {
        return next(listing, version, false, metadata, providerConfig, machines);
    }

    Project with(
            Listing changed,
            @Nullable ObjectNode newMetadata,
            @Nullable ObjectNode newProviderConfig,
            List<Machine> newMachines) {
        return next(changed, version, awaited, newMetadata, newProviderConfig, newMachines);
    }

    /** This project in place of {@code later}, to be linked anew. */
    Project restored(Project later) {
        return next(listing.unlinked(), later.version, later.awaited, metadata, providerConfig, machines);
    }

    private Project next(
            Listing nextListing,
            long lastVersion,
            boolean nextAwaited,
            @Nullable ObjectNode nextMetadata,
            @Nullable ObjectNode nextProviderConfig,
            List<Machine> nextMachines) {
        return new Project(
                nextListing,
                incarnation,
                lastVersion + 1,
                nextAwaited,
                nextMetadata,
                nextProviderConfig,
                nextMachines,
                createdBy,
                registeredBy,
                registeredOn,
                deletionBefore);
    }

    /** Whether all that a caller says is the same; who is linked to whom may differ. */
    boolean differsInLinksOnly(Project other) {
        return incarnation.equals(other.incarnation)
                && machines.equals(other.machines)
                && listing.withLinked().equals(other.listing.withLinked())
                && changedFields(other).isEmpty();
    }

    /** The names, as on the wire, of the fields in which {@code after} says something else of the project. */
    List<String> changedFields(Project after) {
        Profile now = listing.profile();
        Profile then = after.listing.profile();
        List<String> changed = new ArrayList<>();
        note(changed, "project_name", now.name(), then.name());
        note(changed, "project_type", now.type(), then.type());
        note(changed, "primary_language", now.primaryLanguage(), then.primaryLanguage());
        note(changed, "framework", now.framework(), then.framework());
        note(changed, "tags", now.tags(), then.tags());
        note(changed, "provider", now.provider(), then.provider());
        note(changed, "parent_project_uuid", listing.parent(), after.listing.parent());
        note(changed, "metadata", metadata, after.metadata);
        note(changed, "provider_config", providerConfig, after.providerConfig);
        return changed;
    }

    private static void note(List<String> changed, String field, @Nullable Object now, @Nullable Object then) {
        if (!Objects.equals(now, then)) {
            changed.add(field);
        }
    }
}

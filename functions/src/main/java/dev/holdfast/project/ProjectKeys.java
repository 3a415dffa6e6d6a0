package dev.holdfast.project;

import dev.holdfast.table.Key;
import java.util.UUID;

/** Where the items of the registry stand. */
final class ProjectKeys {
    private ProjectKeys() {}

    static String projects(String tenant) {
        return tenant + "#projects";
    }

    static String archived(String tenant) {
        return tenant + "#projects#archived";
    }

    static Key project(String tenant, UUID cloudUuid) {
        return new Key(projects(tenant), cloudUuid.toString());
    }

    /** Links are written before the parent has an incarnation, so they belong to its cloud UUID. */
    static String children(String tenant, UUID parent) {
        return tenant + "#" + parent + "#children";
    }

    static Key child(String tenant, UUID parent, UUID child) {
        return new Key(children(tenant, parent), child.toString());
    }

    static String registrations(Project project) {
        return registrations(project.listing().tenant(), project.cloudUuid(), project.incarnation());
    }

    static String registrations(String tenant, UUID project, String incarnation) {
        return tenant + "#" + project + "." + incarnation + "#registrations";
    }

    /** In the order of versions. */
    static Key registration(Project project, long version) {
        return new Key(registrations(project), "%019d".formatted(version));
    }
}

package dev.holdfast.activity;

import java.util.UUID;

/** One registration of a project: what belongs to it never belongs to a later one. */
public record ProjectRef(String tenant, UUID project, String incarnation) {
    /** The partition of this name that the registration has for itself. */
    public String partition(String name) {
        return tenant + "#" + project + "." + incarnation + "#" + name;
    }

    /** Whose {@code pk} it is, which {@link #partition} made. */
    public static ProjectRef of(String pk) {
        int tenant = pk.indexOf('#');
        int project = pk.indexOf('.', tenant);
        int incarnation = pk.indexOf('#', project);
        return new ProjectRef(
                pk.substring(0, tenant),
                UUID.fromString(pk.substring(tenant + 1, project)),
                pk.substring(project + 1, incarnation));
    }
}

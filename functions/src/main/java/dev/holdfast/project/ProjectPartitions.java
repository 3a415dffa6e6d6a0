package dev.holdfast.project;

import java.util.List;
import java.util.UUID;

/** The partitions that a project has of its own, besides its stores. */
public final class ProjectPartitions {
    private ProjectPartitions() {}

    /** Of one incarnation. */
    public static List<String> of(String tenant, UUID project, String incarnation) {
        return List.of(ProjectKeys.registrations(tenant, project, incarnation));
    }
}

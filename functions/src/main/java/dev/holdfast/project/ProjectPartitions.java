package dev.holdfast.project;

import dev.holdfast.activity.ProjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The partitions that a project has of its own, besides its stores. */
public final class ProjectPartitions {
    private ProjectPartitions() {}

    /** Of one incarnation. */
    public static List<String> of(String tenant, UUID project, String incarnation) {
        List<String> partitions = new ArrayList<>(new ProjectRef(tenant, project, incarnation).partitions());
        partitions.add(ProjectKeys.registrations(tenant, project, incarnation));
        return List.copyOf(partitions);
    }
}

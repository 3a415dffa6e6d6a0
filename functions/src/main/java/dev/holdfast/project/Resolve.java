package dev.holdfast.project;

import dev.holdfast.security.Call;
import java.util.UUID;

/** Finds a project: one read. A project that waits for its parent is looked at again, so that it never waits in vain. */
public final class Resolve {
    private final ProjectStore store;
    private final Parentage parentage;

    Resolve(ProjectStore store, Parentage parentage) {
        this.store = store;
        this.parentage = parentage;
    }

    /** @throws dev.holdfast.problem.Refusal {@link dev.holdfast.problem.Reason#PROJECT_NOT_FOUND} */
    public Project byLocalUuid(Call call, UUID localUuid) {
        return byCloudUuid(call, CloudUuid.derive(call.tenant(), localUuid));
    }

    /**
     * @throws dev.holdfast.problem.Refusal {@link dev.holdfast.problem.Reason#PROJECT_NOT_FOUND}, for another tenant's
     *     project as for none
     */
    public Project byCloudUuid(Call call, UUID cloudUuid) {
        return parentage.heal(call, store.project(call, cloudUuid).orElseThrow(ProjectStore::notFound));
    }
}

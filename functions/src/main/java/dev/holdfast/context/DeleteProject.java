package dev.holdfast.context;

import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.state.States;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes a project and closes its stores, so that nobody who still has them at hand writes into them. */
public final class DeleteProject {
    private final Registry registry;
    private final States states;

    public DeleteProject(Registry registry, States states) {
        this.registry = registry;
        this.states = states;
    }

    /** As {@link dev.holdfast.project.Deletion#apply}; a repetition closes what the first time left open. */
    public void apply(Call call, UUID project, @Nullable Long ifVersion) {
        registry.delete()
                .apply(call, project, ifVersion)
                .ifPresent(incarnation -> states.closeAll().apply(call, project, incarnation));
    }
}

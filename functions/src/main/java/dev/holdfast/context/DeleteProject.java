package dev.holdfast.context;

import dev.holdfast.project.Registry;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.state.States;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a project and closes its stores, so that nobody who still has them at hand writes into them. A job removes
 * what they held.
 */
public final class DeleteProject {
    private final Registry registry;
    private final States states;
    private final Wake wake;

    public DeleteProject(Registry registry, States states, Wake wake) {
        this.registry = registry;
        this.states = states;
        this.wake = wake;
    }

    /** As {@link dev.holdfast.project.Deletion#apply}; a repetition closes what the first time left open. */
    public void apply(Call call, UUID project, @Nullable Long ifVersion) {
        registry.delete()
                .apply(call, project, ifVersion)
                .ifPresent(incarnation -> states.closeAll().apply(call, project, incarnation));
        wake.now();
    }
}

package dev.holdfast.context;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.Triggers;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreName;
import java.util.List;
import java.util.UUID;

/** Shows, resumes and deletes the triggers of a project. Thread-safe. */
public final class ChangeTriggers {
    private final Registry registry;
    private final States states;
    private final Triggers triggers;

    public ChangeTriggers(Registry registry, States states, Triggers triggers) {
        this.registry = registry;
        this.states = states;
        this.triggers = triggers;
    }

    public List<Trigger> list(Call call, UUID project) {
        return triggers.list(call.budget(), owner(call, project));
    }

    /** @throws dev.holdfast.problem.Refusal TRIGGER_NOT_FOUND */
    public Trigger find(Call call, UUID project, String id) {
        return find(call, owner(call, project), id);
    }

    /** Delivers again what happens from now on; what was not delivered is among the dead letters. */
    public Trigger resume(Call call, UUID project, String id) {
        ProjectRef owner = owner(call, project);
        triggers.resume(call.budget(), owner, id);
        return find(call, owner, id);
    }

    /** It watches no more before it is gone, so that a repetition completes what was cut off. */
    public void delete(Call call, UUID project, String id) {
        ProjectRef owner = owner(call, project);
        Trigger trigger = find(call, owner, id);
        if (trigger.path() != null) {
            Call part = call.with(Operation.unkeyed());
            states.watches().remove(part, project, new StoreName(trigger.path().store()), id);
        }
        triggers.remove(call.budget(), owner, id);
    }

    private Trigger find(Call call, ProjectRef owner, String id) {
        return triggers.find(call.budget(), owner, id).orElseThrow(Triggers::notFound);
    }

    private ProjectRef owner(Call call, UUID project) {
        return registry.resolve().byCloudUuid(call, project).ref();
    }
}

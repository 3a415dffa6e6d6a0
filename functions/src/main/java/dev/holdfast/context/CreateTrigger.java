package dev.holdfast.context;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.TriggerPath;
import dev.holdfast.activity.Triggers;
import dev.holdfast.activity.WebhookSecret;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreName;
import dev.holdfast.state.Watch;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates a trigger: it is kept first and then watches its store, so that a store opened meanwhile finds it. Repeating
 * the operation completes what was cut off. Thread-safe.
 */
public final class CreateTrigger {
    private static final byte[] NOTHING = {};

    private final Registry registry;
    private final States states;
    private final Triggers triggers;
    private final OutboundRules outbound;
    private final Clock clock;

    public CreateTrigger(Registry registry, States states, Triggers triggers, OutboundRules outbound, Clock clock) {
        this.registry = registry;
        this.states = states;
        this.triggers = triggers;
        this.outbound = outbound;
        this.clock = clock;
    }

    /**
     * What is wanted: either a path or events.
     *
     * @param secret null to be given one
     */
    public record Input(
            @Nullable TriggerPath path,
            List<String> events,
            String url,
            @Nullable WebhookSecret secret) {}

    /** @throws Refusal URL_NOT_ALLOWED, TOO_MANY_TRIGGERS, STORE_NOT_FOUND, STORE_EXPIRED, PROJECT_NOT_FOUND */
    public Trigger apply(Call call, UUID project, Input input) {
        outbound.check(input.url());
        ProjectRef owner = owner(call, project);
        Trigger wanted = new Trigger(
                call.operation().part("trigger", NOTHING).id(),
                input.path(),
                input.events(),
                input.url(),
                input.secret() == null ? WebhookSecret.generate() : input.secret(),
                call.caller().subject(),
                clock.instant(),
                null,
                null,
                null);
        Trigger trigger = triggers.put(call.budget(), owner, wanted, call.operation());
        TriggerPath path = trigger.path();
        if (path != null) {
            watch(call, owner, trigger, path);
        }
        return trigger;
    }

    private void watch(Call call, ProjectRef owner, Trigger trigger, TriggerPath path) {
        try {
            Call part = call.with(call.operation().part("watch", NOTHING));
            states.watches().add(part, owner.project(), new StoreName(path.store()), new Watch(trigger.id(), path));
        } catch (Refusal refused) {
            if (!refused.reason().passing()) {
                triggers.remove(call.budget(), owner, trigger.id());
            }
            throw refused;
        }
    }

    private ProjectRef owner(Call call, UUID project) {
        return registry.resolve().byCloudUuid(call, project).ref();
    }
}

package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a project for a machine: one conditional write that first supposes that nothing stands there, so a new
 * project costs one call. A refused write is billed by the size of what stands there, so a project that this instance
 * has met is read first. Thread-safe.
 */
public final class Register {
    private static final int MOST_ATTEMPTS = 20;

    private final ProjectStore store;
    private final Parentage parentage;
    private final History history;
    private final Clock clock;
    private final Recent recent = new Recent();

    Register(ProjectStore store, Parentage parentage, History history, Clock clock) {
        this.store = store;
        this.parentage = parentage;
        this.history = history;
        this.clock = clock;
    }

    /**
     * @throws Refusal {@link Reason#PARENT_REQUIRED}, {@link Reason#PARENT_CYCLE}, {@link Reason#PARENTS_TOO_DEEP},
     *     {@link Reason#OPERATION_REUSED} or {@link Reason#SECRETS_NOT_CONFIGURED}, with nothing written
     */
    public Registered apply(Call call, Registration wanted) {
        UUID cloudUuid = CloudUuid.derive(call.tenant(), wanted.localUuid());
        UUID parent = wanted.parent() == null ? null : CloudUuid.of(call.tenant(), wanted.parent());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Standing standing = recent.holds(cloudUuid) ? store.find(call, cloudUuid) : Standing.NOTHING;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            switch (RegistrationStep.decide(call, cloudUuid, parent, wanted, standing, now)) {
                case RegistrationStep.Known(Registered known) -> {
                    recent.add(cloudUuid);
                    return new Registered(parentage.settle(call, known.project(), null), known.outcome());
                }
                case RegistrationStep.Save(Project after, Outcome outcome, @Nullable RegistrationEvent event) -> {
                    if (standing instanceof Standing.Taken(var _, Project before)
                            && call.operation().isKeyed()
                            && history.tellsOf(call, before, call.operation())) {
                        return new Registered(parentage.settle(call, before, null), Outcome.UPDATED);
                    }
                    parentage.refuseUnfit(call, standing, after.listing());
                    Optional<Standing> instead = store.save(call, standing, after, event);
                    if (instead.isEmpty()) {
                        recent.add(cloudUuid);
                        var undo = new Parentage.Undo(standing, event);
                        return new Registered(parentage.settle(call, after, undo), outcome);
                    }
                    standing = instead.get();
                }
            }
            if (attempt > 0) {
                Backoff.await(attempt, call.budget());
            }
        }
        throw ProjectStore.contended();
    }
}

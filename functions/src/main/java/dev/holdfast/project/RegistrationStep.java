package dev.holdfast.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.security.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a registration has to do, given what stands there. Pure. */
sealed interface RegistrationStep {
    /** While nothing changes, a project is marked as used at most this often. */
    Duration USE_NOTED_EVERY = Duration.ofHours(1);

    record Known(Registered registered) implements RegistrationStep {}

    record Save(Project after, Outcome outcome, @Nullable RegistrationEvent event) implements RegistrationStep {}

    static RegistrationStep decide(
            Call call, UUID cloudUuid, @Nullable UUID parent, Registration wanted, Standing standing, Instant now) {
        return switch (standing) {
            case Standing.Vacant vacant -> create(call, cloudUuid, parent, wanted, vacant, now);
            case Standing.Taken(var _, Project project) -> again(call, parent, wanted, project, now);
        };
    }

    private static Save create(
            Call call,
            UUID cloudUuid,
            @Nullable UUID parent,
            Registration wanted,
            Standing.Vacant vacant,
            Instant now) {
        String mark = call.operation().mark();
        Listing listing = new Listing(
                call.tenant(),
                cloudUuid,
                wanted.localUuid(),
                new Profile(
                        wanted.name(),
                        orElse(wanted.type(), ProjectType.STANDALONE),
                        wanted.primaryLanguage(),
                        wanted.framework(),
                        orElse(wanted.tags(), List.of()),
                        wanted.provider()),
                parent,
                false,
                false,
                now,
                now,
                now);
        Project created = new Project(
                listing,
                Incarnation.next(),
                vacant.version() + 1,
                vacant.awaited() != null,
                wanted.metadata(),
                wanted.providerConfig(),
                List.of(new Machine(wanted.machine(), wanted.contentHash(), wanted.rootPath(), now, mark)),
                mark,
                call.caller().subject(),
                wanted.machine(),
                vacant.deletedBy());
        return new Save(created, Outcome.CREATED, null);
    }

    private static RegistrationStep again(
            Call call, @Nullable UUID parent, Registration wanted, Project project, Instant now) {
        Optional<Machine> before = project.machine(wanted.machine());
        if (call.operation().wrote(project.createdBy())) {
            return new Known(new Registered(project, Outcome.CREATED));
        }
        if (before.isPresent() && call.operation().wrote(before.get().operation())) {
            return new Known(new Registered(project, Outcome.UPDATED));
        }
        Machine machine = new Machine(
                wanted.machine(),
                orElse(wanted.contentHash(), before.map(Machine::contentHash).orElse(null)),
                orElse(wanted.rootPath(), before.map(Machine::rootPath).orElse(null)),
                now,
                call.operation().mark());
        Profile known = project.listing().profile();
        Profile profile = new Profile(
                wanted.name(),
                orElse(wanted.type(), known.type()),
                orElse(wanted.primaryLanguage(), known.primaryLanguage()),
                orElse(wanted.framework(), known.framework()),
                orElse(wanted.tags(), known.tags()),
                orElse(wanted.provider(), known.provider()));
        ObjectNode metadata = orElse(wanted.metadata(), project.metadata());
        ObjectNode config = orElse(wanted.providerConfig(), project.providerConfig());
        Listing listing = project.listing()
                .with(profile, parent == null ? project.listing().parent() : parent, now);
        Project after = project.with(listing, metadata, config, newestFirst(machine, project.machines()));
        List<String> changed = new ArrayList<>(project.changedFields(after));
        if (before.isEmpty() || !before.get().sameCheckout(machine)) {
            changed.add("machine");
        }
        if (!changed.isEmpty()) {
            return new Save(after, Outcome.UPDATED, event(call, after, wanted.machine(), changed, now));
        }
        boolean longAgo = project.listing().usedAt().plus(USE_NOTED_EVERY).isBefore(now);
        return longAgo
                ? new Save(
                        project.with(
                                project.listing().usedAt(now),
                                metadata,
                                config,
                                newestFirst(before.get().seen(now), project.machines())),
                        Outcome.UNCHANGED,
                        null)
                : new Known(new Registered(project, Outcome.UNCHANGED));
    }

    private static RegistrationEvent event(Call call, Project after, UUID machine, List<String> changed, Instant now) {
        return new RegistrationEvent(
                now,
                "updated",
                call.caller().subject(),
                machine,
                List.copyOf(changed),
                after.version(),
                call.operation().mark());
    }

    private static List<Machine> newestFirst(Machine newest, List<Machine> others) {
        List<Machine> machines = new ArrayList<>();
        machines.add(newest);
        others.stream().filter(m -> !m.uuid().equals(newest.uuid())).forEach(machines::add);
        return List.copyOf(machines.subList(0, Math.min(machines.size(), Project.MOST_MACHINES)));
    }

    private static <T extends @Nullable Object> T orElse(@Nullable T given, T known) {
        return given == null ? known : given;
    }
}

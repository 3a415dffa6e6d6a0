package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Edits, archives and restores a project: read, decide, one conditional write with its history. Thread-safe. */
public final class ChangeProject {
    private static final int MOST_ATTEMPTS = 20;

    private final ProjectStore store;
    private final Parentage parentage;
    private final History history;
    private final Clock clock;

    ChangeProject(ProjectStore store, Parentage parentage, History history, Clock clock) {
        this.store = store;
        this.parentage = parentage;
        this.history = history;
        this.clock = clock;
    }

    /**
     * @param ifVersion the version that the caller saw; null changes whatever stands there
     * @throws Refusal {@link Reason#PROJECT_NOT_FOUND}, {@link Reason#VERSION_CONFLICT}, {@link Reason#PARENT_CYCLE},
     *     {@link Reason#PARENT_REQUIRED}, {@link Reason#PARENTS_TOO_DEEP}, {@link Reason#SECRETS_NOT_CONFIGURED}
     */
    public Project edit(Call call, UUID cloudUuid, ProjectEdit edit, @Nullable Long ifVersion) {
        Instant now = now();
        return apply(
                call, cloudUuid, ifVersion, "updated", project -> edit.applyTo(project, now), Project::changedFields);
    }

    /** Hides the project from lists; everything it owns stays. Archiving an archived one changes nothing. */
    public Project archive(Call call, UUID cloudUuid, @Nullable Long ifVersion) {
        return mark(call, cloudUuid, ifVersion, "archived", true);
    }

    /** Takes {@link #archive} back. */
    public Project restore(Call call, UUID cloudUuid, @Nullable Long ifVersion) {
        return mark(call, cloudUuid, ifVersion, "restored", false);
    }

    private Project mark(Call call, UUID cloudUuid, @Nullable Long ifVersion, String event, boolean archived) {
        Instant now = now();
        return apply(
                call,
                cloudUuid,
                ifVersion,
                event,
                project -> project.with(project.listing().withArchived(archived, now)),
                (before, _) -> before.listing().archived() == archived ? List.of() : List.of("registration_status"));
    }

    private interface Difference {
        List<String> between(Project before, Project after);
    }

    private Project apply(
            Call call,
            UUID cloudUuid,
            @Nullable Long ifVersion,
            String type,
            UnaryOperator<Project> change,
            Difference difference) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (!(store.find(call, cloudUuid) instanceof Standing.Taken(var item, Project before))) {
                throw ProjectStore.notFound();
            }
            if (call.operation().isKeyed() && history.tellsOf(call, before, call.operation())) {
                return parentage.settle(call, before, null);
            }
            ProjectStore.refuseOtherVersion(before, ifVersion);
            Project after = change.apply(before);
            List<String> changed = difference.between(before, after);
            if (changed.isEmpty()) {
                return parentage.settle(call, before, null);
            }
            Standing standing = new Standing.Taken(item, before);
            parentage.refuseUnfit(call, standing, after.listing());
            RegistrationEvent event = new RegistrationEvent(
                    after.listing().updatedAt(),
                    type,
                    call.caller().subject(),
                    null,
                    changed,
                    after.version(),
                    call.operation().mark());
            Optional<Standing> instead = store.save(call, standing, after, event);
            if (instead.isEmpty()) {
                return parentage.settle(call, after, new Parentage.Undo(standing, event));
            }
            Backoff.await(attempt, call.budget());
        }
        throw ProjectStore.contended();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

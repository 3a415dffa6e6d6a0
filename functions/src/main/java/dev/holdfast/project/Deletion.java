package dev.holdfast.project;

import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Call;
import dev.holdfast.table.Backoff;
import dev.holdfast.table.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a project: from the one conditional write on, it is gone for everyone, and a project registered at its place
 * is another incarnation. Its children wait for a parent again. Thread-safe.
 */
public final class Deletion {
    /** How long a repeated deletion is recognised as the first one: longer than any client retries. */
    static final Duration REMEMBERED = Duration.ofDays(7);

    /** The kind of the job that removes what a deleted project owned. */
    public static final String REMOVAL = "remove-project";

    private static final int MOST_ATTEMPTS = 20;
    /** Days of trying: what is left behind nobody else would find. */
    private static final int MOST_REMOVALS = 100;

    private static final byte[] NOTHING = {};

    private final ProjectStore store;
    private final Children children;
    private final Queue queue;
    private final Clock clock;

    Deletion(ProjectStore store, Children children, Queue queue, Clock clock) {
        this.store = store;
        this.children = children;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * @param ifVersion the version that the caller saw; null deletes whatever stands there
     * @return the incarnation that was deleted; empty when another one stands there by now
     * @throws Refusal {@link dev.holdfast.problem.Reason#PROJECT_NOT_FOUND} or
     *     {@link dev.holdfast.problem.Reason#VERSION_CONFLICT}
     */
    public Optional<String> apply(Call call, UUID cloudUuid, @Nullable Long ifVersion) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            switch (store.find(call, cloudUuid)) {
                case Standing.Vacant vacant -> {
                    if (vacant.deletedBy() == null) {
                        throw ProjectStore.notFound();
                    }
                    finish(call, cloudUuid, vacant);
                    if (call.operation().wrote(vacant.deletedBy())) {
                        return Optional.ofNullable(vacant.deleted());
                    }
                    throw ProjectStore.notFound();
                }
                case Standing.Taken taken -> {
                    Project project = taken.project();
                    if (project.deletionBefore() != null && call.operation().wrote(project.deletionBefore())) {
                        return Optional.empty();
                    }
                    ProjectStore.refuseOtherVersion(project, ifVersion);
                    Listing listing = project.listing();
                    var vacant = new Standing.Vacant(
                            null,
                            project.version() + 1,
                            Incarnation.next(),
                            call.operation().mark(),
                            project.incarnation(),
                            listing.awaitsParent() ? listing.parent() : null);
                    List<Write> removal = queue.enqueue()
                            .writes(call.budget(), call.tenant(), List.of(removal(cloudUuid, project.incarnation())));
                    if (store.vacate(call, taken, vacant, removal).isEmpty()) {
                        finish(call, cloudUuid, vacant);
                        return Optional.of(project.incarnation());
                    }
                }
            }
            Backoff.await(attempt, call.budget());
        }
        throw ProjectStore.contended();
    }

    /** Removes what the incarnation owned, and nothing of a later one. */
    private NewJob removal(UUID cloudUuid, String incarnation) {
        return NewJob.of(REMOVAL, REMOVAL + ":" + cloudUuid + "." + incarnation, NOTHING, clock.instant())
                .forProject(cloudUuid)
                .triedAtMost(MOST_REMOVALS);
    }

    /** The incarnation that a job of the kind {@link #REMOVAL} removes. */
    public static String removed(Job job) {
        return job.id().substring(job.id().lastIndexOf('.') + 1);
    }

    /** What a deletion cut off in the middle left to do: repeating it is harmless. */
    private void finish(Call call, UUID cloudUuid, Standing.Vacant vacant) {
        if (vacant.awaited() != null) {
            children.leave(call, cloudUuid, vacant);
        }
        if (vacant.waitedFor() != null) {
            children.release(call, vacant.waitedFor());
        }
    }
}

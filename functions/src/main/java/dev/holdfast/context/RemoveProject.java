package dev.holdfast.context;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.board.Boards;
import dev.holdfast.project.Deletion;
import dev.holdfast.project.ProjectPartitions;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.Outcome;
import dev.holdfast.security.Call;
import dev.holdfast.session.Sessions;
import dev.holdfast.state.States;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Clearing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Removes what a deleted incarnation of a project owned. Its stores are closed at once, in case the call that deleted
 * it did not get to it; they go when no call that began before is running, and no view read before is believed.
 */
public final class RemoveProject implements JobHandler {
    /** A view of a log is believed for an hour. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(70);

    private static final Duration MOST_AT_ONCE = Duration.ofSeconds(30);
    /** To write what became of the job. */
    private static final Duration RESERVE = Duration.ofSeconds(4);

    private final States states;
    private final Sessions sessions;
    private final Clearing clearing;
    private final Clock clock;

    public RemoveProject(States states, Sessions sessions, Clearing clearing, Clock clock) {
        this.states = states;
        this.sessions = sessions;
        this.clearing = clearing;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Deletion.REMOVAL;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        UUID project = Objects.requireNonNull(job.project());
        String incarnation = Deletion.removed(job);
        Budget budget = lease.budget();
        Instant forgotten = job.createdAt().plus(FORGOTTEN_AFTER);
        if (clock.instant().isBefore(forgotten)) {
            Call call = Call.ofHoldfast(job.tenant(), budget);
            states.closeAll().apply(call, project, incarnation);
            sessions.claims().close(call, new ProjectRef(job.tenant(), project, incarnation));
            return new Outcome.Continue(Duration.between(clock.instant(), forgotten));
        }
        Duration spare = budget.left().minus(MOST_AT_ONCE);
        Duration reserve = spare.compareTo(RESERVE) > 0 ? spare : RESERVE;
        boolean whole = states.remove().apply(budget, job.tenant(), project, incarnation, reserve);
        List<String> partitions = new ArrayList<>(ProjectPartitions.of(job.tenant(), project, incarnation));
        ProjectRef removed = new ProjectRef(job.tenant(), project, incarnation);
        partitions.addAll(Sessions.partitions(removed));
        partitions.addAll(Boards.partitions(removed));
        for (String partition : partitions) {
            whole = whole && clearing.clear(budget, partition, reserve);
        }
        return whole ? new Outcome.Done() : new Outcome.Continue(Duration.ZERO);
    }
}

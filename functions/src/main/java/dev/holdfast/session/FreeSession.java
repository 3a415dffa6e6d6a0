package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.Outcome;
import dev.holdfast.security.Call;
import java.util.Objects;

/** Frees what an ended session held. Harmless to repeat: until then, everyone who looks finds that it has ended. */
public final class FreeSession implements JobHandler {
    static final String KIND = "free-session";

    private final Modifications modifications;
    private final Claims claims;

    FreeSession(Modifications modifications, Claims claims) {
        this.modifications = modifications;
        this.claims = claims;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        String named = job.id().substring(KIND.length() + 1);
        int end = named.lastIndexOf('.');
        ProjectRef owner =
                new ProjectRef(job.tenant(), Objects.requireNonNull(job.project()), named.substring(end + 1));
        String session = named.substring(0, end);
        claims.releaseAll(Call.ofHoldfast(job.tenant(), lease.budget()), owner, session);
        modifications.forget(lease.budget(), owner, session);
        return new Outcome.Done();
    }
}

package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.log.Appended;
import dev.holdfast.log.Base;
import dev.holdfast.log.Lifetime;
import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The logs of claims, one for each project. Thread-safe. */
final class ClaimLogs {
    private static final String CLAIMS = "#claims";
    private static final Lifetime LIFETIME = new Lifetime(null, null, Duration.ofDays(1));
    private static final byte[] PROJECT_DELETED = "deleted".getBytes(StandardCharsets.UTF_8);

    private final Log<ClaimsState> log;
    private final Wake wake;

    ClaimLogs(Log<ClaimsState> log, Wake wake) {
        this.log = log;
        this.wake = wake;
    }

    static LogName name(ProjectRef owner) {
        return new LogName(owner.tenant(), owner.project() + "." + owner.incarnation() + CLAIMS);
    }

    /** Not so the log of a store that is called claims: its name has another part before. */
    static boolean isOne(LogName log) {
        return log.name().endsWith(CLAIMS)
                && log.name().indexOf('#') == log.name().length() - CLAIMS.length();
    }

    Log<ClaimsState> log() {
        return log;
    }

    /**
     * The claims at a head; none before the first grant.
     *
     * @throws Refusal PROJECT_NOT_FOUND when the log is closed, which only the end of its project does
     */
    static ClaimsState state(View<ClaimsState> head) {
        if (head.head() > 0 && !head.isOpen()) {
            throw projectGone();
        }
        return head.isOpen() ? head.openState() : ClaimsState.NONE;
    }

    static Refusal projectGone() {
        return new Refusal(Reason.PROJECT_NOT_FOUND, "The project was deleted. Register it again to go on.");
    }

    /** The entry for {@code change}, due at once if it frees something that others may wait for. */
    static Proposal.Append<ClaimsState> entry(View<ClaimsState> head, ClaimsChange change, Instant now) {
        ClaimsState next = state(head).after(change);
        if (!head.isOpen()) {
            return Proposal.Append.open(LIFETIME, null, change.bytes(), next);
        }
        Proposal.Append<ClaimsState> entry = Proposal.Append.change(null, change.bytes(), next);
        @Nullable Instant due = change.freed().isEmpty() ? null : now;
        return new Proposal.Append<>(entry.kind(), null, null, entry.payload(), entry.next(), due);
    }

    Appended<ClaimsState> append(Call call, ProjectRef owner, Proposal<ClaimsState> proposal) {
        Appended<ClaimsState> appended = log.append(call, name(owner), Base.head(), proposal);
        if (appended instanceof Appended.Written<ClaimsState> written
                && written.entry().due() != null) {
            wake.now();
        }
        return appended;
    }

    /** Ends the log, for a project that is gone. Harmless to repeat. */
    void close(Call call, ProjectRef owner) {
        log.append(
                call,
                name(owner),
                Base.head(),
                head -> head.isOpen() ? Proposal.Append.close(PROJECT_DELETED) : new Proposal.Nothing<>());
    }
}

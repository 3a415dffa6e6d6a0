package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens sessions. */
public final class OpenSession {
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(30);
    public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);

    private static final byte[] NOTHING = {};

    private final SessionStore store;
    private final Resolve projects;
    private final Clock clock;

    OpenSession(SessionStore store, Resolve projects, Clock clock) {
        this.store = store;
        this.projects = projects;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param expiresAt of a persistent one; null otherwise
     */
    public record Input(
            Profile profile, SessionMode mode, @Nullable Instant expiresAt, Duration idle, Duration maxAge) {}

    /**
     * Opens a session, once for the operation: a repetition answers with the same one.
     *
     * @throws Refusal PROJECT_NOT_FOUND, INVALID_INPUT
     */
    public Session apply(Call call, UUID project, Input input) {
        ProjectRef owner = owner(call, project);
        String id = call.operation().part("session", NOTHING).id();
        if (call.operation().isKeyed()) {
            Optional<Session> before = store.find(call.budget(), owner, id);
            if (before.isPresent()) {
                return before.get();
            }
        }
        Instant now = clock.instant();
        Session opened = store.open(
                call.budget(),
                owner,
                session(call, id, owner, input, now),
                call.operation().mark());
        if (!owner.equals(owner(call, project))) {
            store.discard(call.budget(), owner, opened);
            throw new Refusal(Reason.PROJECT_NOT_FOUND, "The project was deleted meanwhile. Register it first.");
        }
        return opened;
    }

    private Session session(Call call, String id, ProjectRef owner, Input input, Instant now) {
        Instant oldest = now.plus(input.maxAge());
        Instant set = input.expiresAt();
        if ((input.mode() == SessionMode.PERSISTENT) != (set != null) || (set != null && !set.isAfter(now))) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "A persistent session, and only such a one, has an expires_at in the future.",
                    Map.of("errors", List.of(Map.of("field", "expires_at", "problem", "does not go with the mode"))));
        }
        return new Session(
                id,
                "agent-" + store.nextAgent(call.budget(), owner),
                input.profile(),
                call.caller().subject(),
                input.mode(),
                SessionState.ACTIVE,
                now,
                now,
                input.idle(),
                set != null && set.isBefore(oldest) ? set : oldest,
                null,
                1);
    }

    private ProjectRef owner(Call call, UUID project) {
        return new ProjectRef(
                call.tenant(), project, projects.byCloudUuid(call, project).incarnation());
    }
}

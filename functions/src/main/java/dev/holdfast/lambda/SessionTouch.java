package dev.holdfast.lambda;

import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Touches the session that a call names in {@code X-Holdfast-Session}, whatever the call is for. What this instance has
 * just touched is not asked for again. Thread-safe.
 */
final class SessionTouch {
    static final String HEADER = "x-holdfast-session";

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_KNOWN = 1_000;

    private final Sessions sessions;
    private final Resolve projects;
    private final Clock clock;
    private final Map<Named, Instant> touched = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Named, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Named(String tenant, String subject, UUID project, String session) {}

    SessionTouch(Sessions sessions, Resolve projects, Clock clock) {
        this.sessions = sessions;
        this.projects = projects;
        this.clock = clock;
    }

    /** @return why the session was not touched, for the caller to learn of it beside the answer; empty if it was */
    Optional<String> touch(Call call, UUID project, String session) {
        Named named = new Named(call.tenant(), call.caller().subject(), project, session);
        Instant now = clock.instant();
        synchronized (touched) {
            Instant last = touched.get(named);
            if (last != null && last.plus(PAUSE).isAfter(now)) {
                return Optional.empty();
            }
        }
        try {
            sessions.life().touch(call, projects.byCloudUuid(call, project).ref(), session);
            synchronized (touched) {
                touched.put(named, now);
            }
            return Optional.empty();
        } catch (Refusal refused) {
            // The call itself is not about the session.
            return Optional.of(refused.facts()
                    .getOrDefault("state", refused.reason().name())
                    .toString());
        }
    }
}

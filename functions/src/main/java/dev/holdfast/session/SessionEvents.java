package dev.holdfast.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What the feed is told of sessions. */
final class SessionEvents {
    private final Feed feed;
    private final Modifications modifications;
    private final HeldClaims claims;

    /** How many claims a session holds. */
    interface HeldClaims {
        int count(Budget budget, ProjectRef owner, String sessionId);
    }

    SessionEvents(Feed feed, Modifications modifications, HeldClaims claims) {
        this.feed = feed;
        this.modifications = modifications;
        this.claims = claims;
    }

    /** A summary of a session, to be written in the step that ends it. */
    List<Write> ended(Budget budget, ProjectRef owner, Session session, String by) {
        Instant end = Objects.requireNonNull(session.endedAt());
        ObjectNode details = JsonNodeFactory.instance
                .objectNode()
                .put("session_id", session.id())
                .put("agent_name", session.agentName())
                .put("state", session.stored().wire())
                .put("duration_secs", Duration.between(session.createdAt(), end).toSeconds())
                .put("files", modifications.count(budget, owner, session.id()))
                .put("claims", claims.count(budget, owner, session.id()));
        if (session.profile().intent() != null) {
            details.put("intent", session.profile().intent());
        }
        Event ended = Event.of(
                end,
                session.id(),
                "session.ended",
                by,
                "session/" + session.id(),
                session.stored().wire(),
                details);
        return List.of(feed.write(owner, ended, true));
    }
}

package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.session.FilePath;
import dev.holdfast.session.Modifier;
import dev.holdfast.session.Reads;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionLists;
import dev.holdfast.session.Sessions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions on the wire. */
final class SessionViews {
    private SessionViews() {}

    static ObjectNode session(Session session, Instant now) {
        ObjectNode view = listed(session, now);
        put(view, "display_name", session.profile().displayName());
        put(view, "base_commit", session.profile().baseCommit());
        put(view, "host", session.profile().host());
        view.put("mode", session.mode().wire())
                .put("created_at", Timestamp.format(session.createdAt()))
                .put("last_active", Timestamp.format(session.lastActive()))
                .put("expires_at", Timestamp.format(session.deadline()))
                .put("opened_by", session.openedBy());
        if (session.endedAt() != null) {
            view.put("ended_at", Timestamp.format(session.endedAt()));
        }
        return view;
    }

    /** As lists show it: what another agent wants to know. */
    static ObjectNode listed(Session session, Instant now) {
        return object().put("session_id", session.id())
                .put("agent_id", session.profile().agentId())
                .put("agent_name", session.agentName())
                .put("intent", session.profile().intent())
                .put("repo_id", session.profile().repoId())
                .put("changeset_id", session.profile().changesetId())
                .put("state", session.stateAt(now).wire())
                .put("elapsed_secs", session.elapsed(now).toSeconds());
    }

    static ObjectNode page(List<Session> sessions, @Nullable String nextCursor, Instant now) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        sessions.forEach(session -> items.add(listed(session, now)));
        return view.put("next_cursor", nextCursor);
    }

    static ObjectNode count(SessionLists.Count count) {
        return object().put("live", count.live()).put("complete", count.complete());
    }

    static ObjectNode reported(Sessions.Reported reported) {
        ObjectNode view = object().put("changed", reported.changed());
        ArrayNode warnings = view.putArray("warnings");
        for (Reads.Stale stale : reported.stale()) {
            ObjectNode warning = warnings.addObject()
                    .put("warning", "stale_read")
                    .put("path", stale.read().path().text())
                    .put("read_at", Timestamp.format(stale.read().at()));
            if (stale.read().seq() != null) {
                warning.put("seq", stale.read().seq());
            }
            put(warning, "commit", stale.read().commit());
            warning.put("changed_by", Modifier.sentence(stale.changedBy()));
            modifiers(warning.putArray("modifiers"), stale.changedBy());
        }
        return view;
    }

    static ObjectNode modifiers(FilePath path, List<Modifier> modifiers) {
        ObjectNode view = object().put("path", path.text()).put("sentence", Modifier.sentence(modifiers));
        modifiers(view.putArray("modifiers"), modifiers);
        return view;
    }

    private static void modifiers(ArrayNode items, List<Modifier> modifiers) {
        for (Modifier modifier : modifiers) {
            ObjectNode item = items.addObject()
                    .put("session_id", modifier.sessionId())
                    .put("agent_name", modifier.agentName())
                    .put("kind", modifier.kind().wire());
            modifier.symbols().forEach(item.putArray("symbols")::add);
            item.put("at", Timestamp.format(modifier.at()));
        }
    }

    private static void put(ObjectNode view, String name, @Nullable String text) {
        if (text != null) {
            view.put(name, text);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.security.Call;
import dev.holdfast.table.Budget;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions that hold claims. */
final class LiveSessions implements SessionLookup {
    private final SessionStore store;
    private final SessionLife life;

    LiveSessions(SessionStore store, SessionLife life) {
        this.store = store;
        this.life = life;
    }

    @Override
    public Holder touched(Call call, ProjectRef owner, String sessionId) {
        return holder(life.touchNow(call, owner, sessionId));
    }

    @Override
    public Map<String, Holder> find(Budget budget, ProjectRef owner, Collection<String> sessionIds) {
        Map<String, Holder> holders = new HashMap<>();
        store.findAll(budget, owner, sessionIds).forEach((id, session) -> holders.put(id, holder(session)));
        return holders;
    }

    @Override
    public boolean expire(Budget budget, ProjectRef owner, Holder asRead) {
        Optional<Session> session = store.find(budget, owner, asRead.sessionId());
        return session.filter(it -> it.stored().isLive() && it.deadline().equals(asRead.deadline()))
                .flatMap(it -> life.expire(budget, owner, it))
                .isPresent();
    }

    private static Holder holder(Session session) {
        String intent = session.profile().intent();
        return new Holder(
                session.id(),
                session.agentName(),
                intent == null ? "" : intent,
                !session.stored().isLive(),
                session.deadline());
    }
}

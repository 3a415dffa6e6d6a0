package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.security.Call;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends the sessions that a host lost when it crashed. */
public final class Reconcile {
    private static final int PAGE = 100;

    private final SessionLists lists;
    private final SessionLife life;
    private final Clock clock;

    Reconcile(SessionLists lists, SessionLife life, Clock clock) {
        this.lists = lists;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Ends, as abandoned, the caller's live sessions on {@code host} that are not among {@code alive}. Harmless to
     * repeat.
     *
     * @return the ids of those that were ended
     */
    public List<String> apply(Call call, ProjectRef owner, String host, Set<String> alive) {
        List<String> ended = new ArrayList<>();
        @Nullable String after = null;
        do {
            SessionLists.Listed page = lists.page(call, owner, Set.of(), after, PAGE);
            for (Session session : page.sessions()) {
                if (host.equals(session.profile().host())
                        && session.openedBy().equals(call.caller().subject())
                        && !alive.contains(session.id())
                        && life.end(
                                        call.budget(),
                                        owner,
                                        session,
                                        SessionState.ABANDONED,
                                        clock.instant(),
                                        call.caller().subject())
                                .isPresent()) {
                    life.forget(call, owner, session.id());
                    ended.add(session.id());
                }
            }
            after = page.after();
        } while (after != null);
        return ended;
    }
}

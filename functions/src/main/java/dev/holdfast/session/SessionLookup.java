package dev.holdfast.session;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Budget;
import java.util.Collection;
import java.util.Map;

/** What claims need to know of sessions. */
interface SessionLookup {
    /**
     * The session made active as of now, its deadline moved.
     *
     * @throws Refusal SESSION_NOT_FOUND, SESSION_NOT_ACTIVE with {@code state}
     */
    Holder touched(Call call, ProjectRef owner, String sessionId);

    /** The sessions as they stand, ended ones too; unknown ones are left out. */
    Map<String, Holder> find(Budget budget, ProjectRef owner, Collection<String> sessionIds);

    /**
     * Sets a session to expired if its deadline is the one read.
     *
     * @return false when it was touched or ended meanwhile
     */
    boolean expire(Budget budget, ProjectRef owner, Holder asRead);
}

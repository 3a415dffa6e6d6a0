package dev.holdfast.context;

import dev.holdfast.board.Connected;
import dev.holdfast.board.Held;
import dev.holdfast.project.Project;
import dev.holdfast.security.Scope;
import dev.holdfast.session.SessionLists;
import dev.holdfast.state.ListStores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an agent needs to begin work on a project. What the caller's token does not allow to read is null, and named
 * in {@code withheld} by the scope that it takes.
 *
 * @param board whether its board answers, and what was found
 * @param assignments what the caller holds
 */
public record ProjectContext(
        Project project,
        @Nullable Connected board,
        ListStores.@Nullable Page stores,
        SessionLists.@Nullable Listed sessions,
        @Nullable List<Held> assignments,
        List<Scope> withheld) {
    /** The most stores and sessions that are told. */
    public static final int MOST = 100;
}

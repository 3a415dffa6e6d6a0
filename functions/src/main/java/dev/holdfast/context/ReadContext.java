package dev.holdfast.context;

import dev.holdfast.board.Boards;
import dev.holdfast.board.Connected;
import dev.holdfast.board.Held;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.session.Sessions;
import dev.holdfast.state.States;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the whole context of a project; a board that does not answer is told, and hinders nothing else. Thread-safe. */
public final class ReadContext {
    private final Resolve projects;
    private final States states;
    private final Sessions sessions;
    private final Boards boards;

    public ReadContext(Resolve projects, States states, Sessions sessions, Boards boards) {
        this.projects = projects;
        this.states = states;
        this.sessions = sessions;
        this.boards = boards;
    }

    /** @throws Refusal PROJECT_NOT_FOUND */
    public ProjectContext apply(Call call, UUID cloudUuid) {
        return apply(call, projects.byCloudUuid(call, cloudUuid));
    }

    ProjectContext apply(Call call, Project project) {
        Set<Scope> may = call.caller().scopes();
        boolean board = may.contains(Scope.BOARD_READ);
        return new ProjectContext(
                project,
                board ? board(call, project) : null,
                may.contains(Scope.STATE_READ)
                        ? states.list().page(call, project.cloudUuid(), null, ProjectContext.MOST)
                        : null,
                may.contains(Scope.SESSIONS_READ)
                        ? sessions.lists().page(call, project.ref(), Set.of(), null, ProjectContext.MOST)
                        : null,
                board ? assignments(call, project) : null,
                Stream.of(Scope.BOARD_READ, Scope.STATE_READ, Scope.SESSIONS_READ)
                        .filter(scope -> !may.contains(scope))
                        .toList());
    }

    private List<Held> assignments(Call call, Project project) {
        String subject = call.caller().subject();
        return boards.holders().open(call.budget(), project.ref(), subject);
    }

    private Connected board(Call call, Project project) {
        try {
            return boards.connect().apply(call, project, false);
        } catch (Refusal passing) {
            if (passing.reason() != Reason.UNAVAILABLE) {
                throw passing;
            }
            return new Connected.Failed(project.listing().profile().provider(), "connect", passing);
        }
    }
}

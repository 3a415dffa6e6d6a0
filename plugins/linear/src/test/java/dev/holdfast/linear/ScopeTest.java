package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private final Bench bench = new Bench();
    private final Workspace workspace = bench.linear.workspace;

    ScopeTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void issues_of_other_teams_are_not_on_the_board() {
        Node foreign = workspace.issue(workspace.team("OPS", "Operations"), "foreign");
        OnBoard board = new OnBoard(bench.ready());
        TaskDraft waiting =
                TaskDraft.named("x").dependencies(Set.of(foreign.id())).build();

        assertEquals(List.of(), board.names(TaskFilter.all()));
        assertThrows(BoardFailure.NotFound.class, () -> board.provider().task(foreign.id()));
        assertThrows(
                BoardFailure.NotFound.class,
                () -> board.changed(new BoardCommand.Move(UUID.randomUUID(), foreign.id(), "done")));
        assertThrows(BoardFailure.NotFound.class, () -> board.provider().comments(foreign.id(), 10, null));
        assertThrows(BoardFailure.NotFound.class, () -> board.create(waiting));
        assertEquals(1, workspace.all("issues").size());
    }

    @Test
    void a_board_of_a_project_holds_that_project_alone() {
        Node project = workspace.project(bench.team, "Compiler");
        workspace.issue(bench.team, "of the team");
        workspace.issue(bench.team, "of the project").put("project", project);
        BoardProvider provider = bench.ready(Map.of("project", "Compiler"));
        OnBoard board = new OnBoard(provider);
        board.create("ours");

        assertEquals(List.of("of the project", "ours"), board.names(TaskFilter.all()));
        assertEquals(2, provider.metrics().total());
        assertEquals("Compiler", provider.board().name());
        assertTrue(provider.boards().contains(provider.board()));
    }

    @Test
    void a_team_or_project_that_is_not_there_or_not_one_is_told_on_connecting() {
        workspace.project(bench.team, "Twice");
        workspace.project(bench.team, "Twice");
        workspace.project(workspace.team("OPS", "Operations"), "Foreign");

        assertThrows(BoardFailure.NotFound.class, bench.provider(Map.of("team", "NONE"))::connect);
        assertThrows(BoardFailure.NotFound.class, bench.provider(Map.of("project", "None"))::connect);
        assertThrows(BoardFailure.NotFound.class, bench.provider(Map.of("project", "Foreign"))::connect);
        assertThrows(BoardFailure.Rejected.class, bench.provider(Map.of("project", "Twice"))::connect);
    }

    @Test
    void a_team_is_found_by_its_id_and_by_its_key_in_any_case() {
        assertEquals(
                "Engineering",
                bench.ready(Map.of("team", bench.team.id())).board().name());
        assertEquals("Engineering", bench.ready(Map.of("team", "eng")).board().name());
    }

    @Test
    void an_archived_issue_can_be_read_and_is_on_no_list_and_one_in_the_bin_is_gone() {
        Node archived = workspace.issue(bench.team, "archived");
        archived.put("archivedAt", workspace.tick());
        Node trashed = workspace.issue(bench.team, "trashed");
        trashed.with("archivedAt", workspace.tick()).put("trashed", true);
        BoardProvider provider = bench.ready();

        assertEquals(List.of(), provider.tasks(TaskFilter.all()).items());
        assertEquals(0, provider.metrics().total());
        assertEquals("archived", provider.task(archived.id()).name());
        assertThrows(BoardFailure.NotFound.class, () -> provider.task(trashed.id()));
    }
}

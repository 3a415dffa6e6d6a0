package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedCommandsTest {

    private final Bench bench = new Bench();
    private final OnBoard board = new OnBoard(bench.ready());
    private final Task first = board.create("first");

    RepeatedCommandsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Loses the answer to the call of this number, and to all that follow it; then repeats the command. */
    private void lostFrom(int call, BoardCommand command) {
        Boolean[] plan = new Boolean[10];
        for (int i = 0; i < plan.length; i++) {
            plan[i] = i >= call;
        }
        bench.linear.misbehaviour.lose(plan);
        try {
            board.provider().apply(command);
        } catch (BoardFailure.Unavailable lost) {
            assertEquals("Try again later, a command under the same id.", lost.advice());
        }
        bench.linear.misbehaviour.loseNoMore();
        board.provider().apply(command);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void a_create_that_broke_off_anywhere_is_completed_by_its_repetition(int call) {
        TaskDraft draft = TaskDraft.named("second")
                .labels(Set.of("red"))
                .dependencies(Set.of(first.id()))
                .parent(first.id())
                .build();
        BoardCommand.Create create = new BoardCommand.Create(UUID.randomUUID(), draft);
        lostFrom(call, create);

        assertEquals(List.of("first", "second"), board.names(TaskFilter.all()));
        Task made = board.provider().task(create.id().toString());
        assertEquals(Set.of(first.id()), made.dependencies());
        assertEquals(Set.of("red"), made.labels());
        assertEquals(1, bench.linear.workspace.all("relations").size());
        assertEquals(1, bench.linear.workspace.all("issueLabels").size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_file_that_broke_off_anywhere_is_attached_once(int call) {
        BoardCommand.Attach attach =
                new BoardCommand.Attach(UUID.randomUUID(), first.id(), "a.txt", "text/plain", Content.of("abc"));
        lostFrom(call, attach);

        assertEquals(1, board.provider().attachments(first.id()).size());
        assertEquals(
                Content.of("abc"),
                board.provider().download(first.id(), attach.id().toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_blocker_that_broke_off_anywhere_is_told_once(int call) {
        lostFrom(call, new BoardCommand.ReportBlocker(UUID.randomUUID(), first.id(), "No key", Severity.LOW));

        assertEquals(List.of("Blocked (low): No key"), board.comments(first));
        assertEquals(Status.BLOCKED, board.provider().task(first.id()).status());
    }

    @Test
    void a_lost_answer_alone_is_made_up_for_at_once() {
        BoardCommand.Create create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("second").build());
        bench.linear.misbehaviour.lose(false, true);

        assertEquals(create.id().toString(), board.changed(create).id());
        assertEquals(List.of("first", "second"), board.names(TaskFilter.all()));
    }

    @Test
    void a_report_that_is_repeated_late_does_not_move_its_task_again() {
        BoardCommand report = new BoardCommand.ReportBlocker(UUID.randomUUID(), first.id(), "No key", Severity.HIGH);
        board.changed(report);
        board.changed(new BoardCommand.Move(UUID.randomUUID(), first.id(), "done"));
        board.changed(report);

        assertEquals(Status.DONE, board.provider().task(first.id()).status());
    }

    @Test
    void a_command_whose_id_is_of_another_version_makes_one_task_too() {
        UUID id = UUID.fromString("018f2f6e-7c3a-7abc-8def-0123456789ab");
        BoardCommand create =
                new BoardCommand.Create(id, TaskDraft.named("second").build());

        assertEquals(board.changed(create).id(), board.changed(create).id());
        assertEquals(List.of("first", "second"), board.names(TaskFilter.all()));
    }

    @Test
    void a_create_is_found_again_though_its_issue_was_archived_meanwhile() {
        BoardCommand.Create create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("second").build());
        Task made = board.changed(create);
        bench.linear.workspace.find("issues", made.id()).orElseThrow().put("archivedAt", "2030-01-01T00:00:00.000Z");

        assertEquals(made.id(), board.changed(create).id());
        assertEquals(List.of("first"), board.names(TaskFilter.all()));
    }

    @Test
    void a_create_whose_issue_went_to_another_team_is_refused() {
        BoardCommand.Create create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("second").build());
        Task made = board.changed(create);
        bench.linear
                .workspace
                .find("issues", made.id())
                .orElseThrow()
                .put("team", bench.linear.workspace.team("OPS", "Operations"));

        assertThrows(BoardFailure.Rejected.class, () -> board.changed(create));
    }
}

package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private final Bench bench = new Bench();
    private final OnBoard board = new OnBoard(bench.ready());
    private final Task task = board.create("stuck");

    ReportsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String text(Content content) {
        return new String(content.bytes(), StandardCharsets.UTF_8);
    }

    /** The issue does not move by these operations, and Linear says so. */
    private HttpAnswer withoutMoves(HttpCall call, List<String> operations) {
        String sent = text(call.body());
        if (operations.stream().noneMatch(operation -> sent.contains("mutation " + operation + "("))) {
            return bench.http().send(call);
        }
        Node issue = bench.linear.workspace.find("issues", task.id()).orElseThrow();
        Object state = issue.get("state");
        HttpAnswer answer = bench.http().send(call);
        issue.put("state", state);
        String said =
                text(answer.body()).replace("\"issueUpdate\":{\"success\":true", "\"issueUpdate\":{\"success\":false");
        return new HttpAnswer(answer.status(), answer.headers(), Content.of(said));
    }

    private BoardProvider withoutMoves(String... operations) {
        BoardProvider provider = bench.provider(Map.of(), call -> withoutMoves(call, List.of(operations)));
        provider.connect();
        return provider;
    }

    private BoardCommand blocker() {
        return new BoardCommand.ReportBlocker(UUID.randomUUID(), task.id(), "No key", Severity.LOW);
    }

    @Test
    void a_move_that_did_not_succeed_beside_its_comment_is_made_up_for() {
        Task after = new OnBoard(withoutMoves("MoveAndComment")).changed(blocker());

        assertEquals(Status.BLOCKED, after.status());
        assertEquals(after, board.provider().task(task.id()));
        assertEquals(1, board.comments(task).size());
    }

    @Test
    void a_report_whose_task_did_not_move_does_not_succeed() {
        BoardProvider provider = withoutMoves("MoveAndComment", "UpdateIssue");

        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(blocker()));
    }
}

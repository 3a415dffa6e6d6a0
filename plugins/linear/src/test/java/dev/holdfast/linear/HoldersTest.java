package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldersTest {

    private final Bench bench = new Bench();

    HoldersTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_issue_that_a_person_took_is_held_by_that_person() {
        bench.linear.workspace.issue(bench.team, "hers").put("assignee", bench.linear.workspace.user);
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.provider()
                .tasks(TaskFilter.all().withAssignee("ada"))
                .items()
                .getFirst();

        assertEquals("ada", task.assignedTo());
        assertEquals(List.of(), board.names(TaskFilter.free()));
        assertThrows(BoardFailure.Rejected.class, () -> board.assign(task, "worker-1"));
    }

    @Test
    void a_person_who_gives_an_issue_back_is_no_assignee_any_more() {
        Node issue = bench.linear.workspace.issue(bench.team, "hers");
        issue.put("assignee", bench.linear.workspace.user);
        OnBoard board = new OnBoard(bench.ready());
        board.changed(new BoardCommand.Unassign(UUID.randomUUID(), issue.id(), "ada"));

        assertNull(issue.get("assignee"));
        assertEquals(List.of("hers"), board.names(TaskFilter.free()));
    }

    @Test
    void a_worker_of_a_long_name_in_any_case_is_kept_as_it_is() {
        OnBoard board = new OnBoard(bench.ready());
        String lower = "a".repeat(200);
        Task one = board.assign(board.create("one"), lower);
        Task two = board.assign(board.create("two"), "A" + "a".repeat(199));

        assertEquals(lower, board.provider().task(one.id()).assignedTo());
        assertEquals("A" + "a".repeat(199), board.provider().task(two.id()).assignedTo());
        assertEquals(List.of("one"), board.names(TaskFilter.all().withAssignee(lower)));
    }

    @Test
    void of_two_workers_who_did_not_see_each_other_the_later_one_withdraws() {
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.create("wanted");
        Node issue = bench.linear.workspace.find("issues", task.id()).orElseThrow();
        Node other = bench.linear.workspace.label(bench.team, "holder: worker-9");
        bench.linear.misbehaviour.doBefore(
                "UpdateIssue", () -> issue.list("labels").add(other));

        assertThrows(BoardFailure.Rejected.class, () -> board.assign(task, "worker-1"));
        assertEquals("worker-9", board.provider().task(task.id()).assignedTo());
        assertEquals(List.of(other), issue.list("labels"));
    }

    @Test
    void a_worker_who_could_not_withdraw_does_so_when_it_takes_the_task_again() {
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.create("wanted");
        Node issue = bench.linear.workspace.find("issues", task.id()).orElseThrow();
        Node other = bench.linear.workspace.label(bench.team, "holder: worker-9");
        issue.list("labels").add(other);
        issue.list("labels").add(bench.linear.workspace.label(bench.team, "holder: worker-1"));

        assertThrows(BoardFailure.Rejected.class, () -> board.assign(task, "worker-1"));
        assertEquals(List.of(other), issue.list("labels"));
    }

    @Test
    void the_label_that_names_a_worker_begins_as_the_configuration_says() {
        OnBoard board = new OnBoard(bench.ready(Map.of("holder_prefix", "agent/")));
        board.assign(board.create("held"), "worker-1");

        assertEquals(
                List.of("agent/ worker-1"),
                bench.linear.workspace.all("issueLabels").stream()
                        .map(label -> label.text("name"))
                        .toList());
    }
}

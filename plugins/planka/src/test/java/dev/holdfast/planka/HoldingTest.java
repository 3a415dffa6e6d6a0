package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that are users of the server, and workers that are not. */
class HoldingTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();
    private final ObjectNode anna = bed.standIn().user("anna");
    private final ObjectNode board = bed.row("boards", "id", provider.board().id());
    private final ObjectNode membership = bed.standIn().boards.member(board, anna, "editor");

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private Task assign(Task task, String worker) {
        return Bed.apply(provider, new BoardCommand.Assign(UUID.randomUUID(), task.id(), worker));
    }

    private Task unassign(Task task, String worker) {
        return Bed.apply(provider, new BoardCommand.Unassign(UUID.randomUUID(), task.id(), worker));
    }

    private void joins(Task task, ObjectNode user) {
        ObjectNode _ = bed.standIn()
                .world
                .insert(
                        "cardMemberships",
                        World.object()
                                .put("cardId", task.id())
                                .put("userId", user.path("id").textValue()));
    }

    /** A client of the board before whose next write of this kind something else happens. */
    private BoardProvider raced(String method, String part, Runnable before, Runnable after) {
        BoardProvider raced = bed.with(Map.of("api_key", StandIn.KEY), call -> {
            boolean races = call.method().equals(method) && call.url().getPath().contains(part);
            if (races) {
                bed.standIn().change(before);
            }
            HttpAnswer answer = bed.http().send(call);
            if (races) {
                bed.standIn().change(after);
            }
            return answer;
        });
        raced.connect();
        return raced;
    }

    private void assertLoses(BoardProvider raced, Task task, String worker) {
        BoardCommand assign = new BoardCommand.Assign(UUID.randomUUID(), task.id(), worker);
        assertThrows(BoardFailure.Rejected.class, () -> raced.apply(assign));
    }

    @Test
    void of_two_members_who_are_given_a_task_at_once_the_later_one_is_refused_and_leaves() {
        ObjectNode ben = bed.standIn().user("ben");
        ObjectNode _ = bed.standIn().boards.member(board, ben, "editor");
        Task task = Bed.create(provider, "wanted by two");
        try (BoardProvider raced = raced("POST", "/card-memberships", () -> joins(task, ben), () -> {})) {
            assertLoses(raced, task, "anna");
        }

        assertEquals("ben", provider.task(task.id()).assignedTo());
        assertEquals(1, members(task).size());
    }

    @Test
    void a_worker_whose_name_was_written_over_at_once_is_refused_and_the_winner_stays() {
        Task task = Bed.create(provider, "wanted by two");
        Runnable written =
                () -> bed.row("customFieldValues", "cardId", task.id()).put("content", "agent-8");
        try (BoardProvider raced = raced("PATCH", "/custom-field-values/", () -> {}, written)) {
            assertLoses(raced, task, "agent-7");
        }

        assertEquals("agent-8", provider.task(task.id()).assignedTo());
    }

    @Test
    void a_member_who_joins_while_another_worker_is_written_down_leaves_again() {
        Task task = Bed.create(provider, "wanted by two");
        Runnable assigned = () -> {
            Task _ = assign(task, "agent-8");
        };
        AtomicBoolean first = new AtomicBoolean(true);
        try (BoardProvider raced = bed.with(Map.of("api_key", StandIn.KEY), call -> {
            if (call.url().getPath().endsWith("/card-memberships") && first.getAndSet(false)) {
                assigned.run();
            }
            return bed.http().send(call);
        })) {
            raced.connect();
            assertLoses(raced, task, "anna");
        }

        assertEquals("agent-8", provider.task(task.id()).assignedTo());
        assertEquals(List.of(), members(task));
    }

    private List<ObjectNode> members(Task task) {
        return bed.standIn().world.where("cardMemberships", "cardId", task.id());
    }

    @Test
    void who_is_a_member_of_the_board_becomes_a_member_of_the_card() {
        assertEquals(membership.path("userId"), anna.path("id"));
        Task task = assign(Bed.create(provider, "hers"), "anna");

        assertEquals("anna", task.assignedTo());
        assertEquals(1, members(task).size());
        assertEquals(List.of(), bed.standIn().world.all("customFieldValues"));
        assertNull(unassign(task, "anna").assignedTo());
        assertEquals(List.of(), members(task));
    }

    @Test
    void a_worker_that_is_no_user_is_written_into_a_field() {
        String worker = "agent-7/build (nightly) ".repeat(9).strip().substring(0, 200);
        Task task = assign(Bed.create(provider, "machine's"), worker);

        assertEquals(worker, task.assignedTo());
        assertEquals(List.of(), members(task));
        assertEquals(
                worker,
                bed.row("customFieldValues", "cardId", task.id())
                        .path("content")
                        .textValue());
        assertNull(unassign(task, worker).assignedTo());
        assertEquals(List.of(), bed.standIn().world.all("customFieldValues"));
    }

    @Test
    void a_card_with_a_member_is_not_free_for_agents() {
        Task task = Bed.create(provider, "taken by hand");
        joins(task, anna);

        assertEquals("anna", provider.task(task.id()).assignedTo());
        assertEquals(List.of(), provider.tasks(TaskFilter.free()).items());
        assertThrows(BoardFailure.Rejected.class, () -> assign(task, "agent-7"));
        assertEquals(1, members(task).size());
    }

    @Test
    void members_who_look_on_stay_when_a_worker_gives_a_task_back() {
        Task task = assign(Bed.create(provider, "watched"), "agent-7");
        joins(task, anna);

        assertEquals("agent-7", provider.task(task.id()).assignedTo());
        assertEquals("anna", unassign(task, "agent-7").assignedTo());
        assertEquals(1, members(task).size());
    }
}

package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.InterleavedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two instances on one task: before each store call of the one, in turn, the other does all that it wants. */
class BoardMeetingTest extends BoardCase {
    /** What a call was answered with. */
    private record Told(JsonNode answer, @Nullable Refusal refusal) {
        static Told by(Supplier<JsonNode> call) {
            try {
                return new Told(call.get(), null);
            } catch (Refusal refusal) {
                return new Told(MissingNode.getInstance(), refusal);
            }
        }

        boolean isDone() {
            return refusal == null;
        }

        @Nullable
        Reason reason() {
            return refusal == null ? null : refusal.reason();
        }
    }

    @FunctionalInterface
    private interface Holds {
        void check(String task, Told one, Told other);
    }

    /** @return how many calls the first of the two makes when nothing comes between */
    private int atEveryCall(
            Supplier<String> prepare,
            Function<String, JsonNode> does,
            Function<String, JsonNode> between,
            Holds holds) {
        OneInstance other = one;
        return InterleavedStore.atEveryCall(() -> {
            String task = prepare.get();
            List<Told> told = new ArrayList<>();
            return new InterleavedStore.Round(
                    name,
                    () -> told.add(inTurn(other, () -> Told.by(() -> between.apply(task)))),
                    interrupted -> {
                        OneInstance first = instance(interrupted);
                        told.add(inTurn(first, () -> Told.by(() -> does.apply(task))));
                        first.on.boards().close();
                    },
                    () -> holds.check(task, told.getLast(), told.getFirst()));
        });
    }

    private <T> T inTurn(OneInstance instance, Supplier<T> does) {
        OneInstance before = one;
        one = instance;
        try {
            return does.get();
        } finally {
            one = before;
        }
    }

    private String shown(String task) {
        return read("task", "'task':'" + task + "'").path("assigned_to").textValue();
    }

    private String status(String task) {
        return read("task", "'task':'" + task + "'").path("status").textValue();
    }

    private int comments(String task) {
        return read("comments", "'task':'" + task + "'").path("items").size();
    }

    private JsonNode afterTheLease(Supplier<JsonNode> call) {
        clock.advance(Duration.ofSeconds(4));
        return call.get();
    }

    private JsonNode finish(String task, String agent) {
        return apply(
                "progress",
                "'task':'" + task + "'",
                "'agent_id':'" + agent + "'",
                "'progress':100",
                "'message':'done'");
    }

    /** Until a second from now. */
    private String heldForASecond(String agent) {
        String task = create("held");
        assign(task, agent);
        clock.advance(Duration.ofHours(4).minusSeconds(1));
        return task;
    }

    @Test
    void of_two_agents_who_want_a_task_one_has_it() {
        int calls = atEveryCall(
                () -> create("wanted"), task -> assign(task, "ann"), task -> assign(task, "bob"), (task, ann, bob) -> {
                    assertTrue(ann.isDone() != bob.isDone(), () -> ann + " " + bob);
                    String winner = ann.isDone() ? "ann" : "bob";
                    Refusal loser = Objects.requireNonNull(ann.isDone() ? bob.refusal() : ann.refusal());
                    assertEquals(Reason.TASK_ASSIGNED, loser.reason());
                    assertEquals(winner, holder(loser));
                    assertEquals(winner, shown(task));
                });
        assertTrue(calls > 4);
    }

    @Test
    void a_late_report_is_refused_or_there_before_the_next_agent_has_the_task() {
        int calls = atEveryCall(
                () -> heldForASecond("ann"),
                task -> finish(task, "ann"),
                task -> afterTheLease(() -> assign(task, "bob")),
                (task, ann, bob) -> {
                    if (ann.isDone()) {
                        assertTrue(
                                !bob.isDone()
                                        || "done"
                                                .equals(bob.answer()
                                                        .at("/task/status")
                                                        .textValue()),
                                () -> ann + " " + bob);
                    } else {
                        assertEquals(Reason.ASSIGNMENT_LOST, ann.reason());
                        assertTrue(bob.isDone(), bob::toString);
                        assertEquals("todo", status(task));
                    }
                    if (bob.isDone()) {
                        assertEquals("bob", shown(task));
                    }
                });
        assertTrue(calls > 4);
    }

    @Test
    void who_gives_a_task_back_late_takes_it_from_nobody() {
        int calls = atEveryCall(
                () -> heldForASecond("ann"),
                task -> apply("unassign", "'task':'" + task + "'", "'agent_id':'ann'"),
                task -> afterTheLease(() -> assign(task, "bob")),
                (task, ann, bob) -> {
                    if (bob.isDone()) {
                        assertEquals("bob", shown(task), () -> ann + " " + bob);
                        assertEquals("bob", holder(refused(Reason.TASK_ASSIGNED, () -> assign(task, "cid"))));
                    } else {
                        assertEquals(
                                "cid",
                                assign(task, "cid").at("/assignment/agent_id").textValue());
                    }
                });
        assertTrue(calls > 4);
    }

    @Test
    void a_task_created_twice_under_one_key_is_one_task() {
        List<String> names = new ArrayList<>();
        int calls = atEveryCall(
                () -> {
                    names.add("n" + names.size());
                    return names.getLast();
                },
                task -> applyKeyed(task, "create", "'name':'" + task + "'"),
                task -> applyKeyed(task, "create", "'name':'" + task + "'"),
                (task, first, second) -> {
                    assertTrue(first.isDone() || second.isDone(), () -> first + " " + second);
                    String id = applyKeyed(task, "create", "'name':'" + task + "'")
                            .at("/task/task_id")
                            .textValue();
                    for (Told told : List.of(first, second)) {
                        if (told.isDone()) {
                            assertEquals(id, told.answer().at("/task/task_id").textValue());
                        }
                    }
                    assertEquals(
                            1,
                            read("tasks", "'limit':100")
                                    .path("items")
                                    .valueStream()
                                    .filter(it -> task.equals(it.path("name").textValue()))
                                    .count());
                });
        assertTrue(calls > 4);
    }

    @Test
    void what_waits_is_done_once_by_two_who_drain() {
        int calls = atEveryCall(
                () -> {
                    String task = create("waited for");
                    outage();
                    apply("comment", "'task':'" + task + "'", "'text':'later'");
                    boards.mend();
                    clock.advance(Duration.ofMinutes(1));
                    return task;
                },
                _ -> drained(),
                _ -> drained(),
                (task, _, _) -> {
                    clock.advance(Duration.ofHours(1));
                    one.drain();
                    assertEquals(1, comments(task));
                });
        assertTrue(calls > 4);
    }

    @Test
    void the_board_shows_who_took_a_task_over_while_an_earlier_assignment_was_on_its_way() {
        int calls = atEveryCall(
                () -> {
                    String task = create("taken over");
                    outage();
                    assign(task, "ann");
                    boards.mend();
                    clock.advance(Duration.ofHours(4).minusSeconds(1));
                    return task;
                },
                _ -> drained(),
                task -> afterTheLease(() -> assign(task, "bob")),
                (task, _, bob) -> {
                    clock.advance(Duration.ofHours(1));
                    one.drain();
                    assertEquals(bob.isDone() ? "bob" : "ann", shown(task), bob::toString);
                });
        assertTrue(calls > 4);
    }

    private JsonNode drained() {
        one.drain();
        return MissingNode.getInstance();
    }
}

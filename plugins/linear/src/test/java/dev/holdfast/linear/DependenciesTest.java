package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependenciesTest {

    private final Bench bench = new Bench();
    private final OnBoard board = new OnBoard(bench.ready());
    private final Task first = board.create("first");
    private final Task second = board.create("second");

    DependenciesTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String inCapitals(Task task) {
        return task.id().toUpperCase(Locale.ROOT);
    }

    private static TaskChanges renamedAndWaitingFor(String... tasks) {
        return TaskChanges.builder().name("renamed").dependencies(Set.of(tasks)).build();
    }

    private List<Node> relations() {
        return List.copyOf(bench.linear.workspace.all("relations"));
    }

    private void delete(Task task) {
        bench.linear.workspace.all("issues").removeIf(issue -> issue.id().equals(task.id()));
        forgetRelations();
    }

    private void forgetRelations() {
        bench.linear.workspace.all("relations").clear();
        bench.linear
                .workspace
                .all("issues")
                .forEach(issue -> issue.list("inverseRelations").clear());
    }

    @Test
    void a_dependency_or_parent_is_named_by_its_id_alone() {
        String key =
                bench.linear.workspace.find("issues", first.id()).orElseThrow().text("identifier");
        for (String other : List.of(inCapitals(first), key)) {
            TaskDraft waiting =
                    TaskDraft.named("waiting").dependencies(Set.of(other)).build();
            TaskDraft part = TaskDraft.named("part").parent(other).build();

            assertThrows(BoardFailure.NotFound.class, () -> board.create(waiting));
            assertThrows(BoardFailure.NotFound.class, () -> board.create(part));
            assertThrows(BoardFailure.NotFound.class, () -> board.update(second, renamedAndWaitingFor(other)));
        }
        assertEquals(List.of("first", "second"), board.names(TaskFilter.all()));
        assertEquals(List.of(), relations());
    }

    @Test
    void a_task_that_is_to_wait_for_itself_stays_as_it_is() {
        TaskChanges changes = renamedAndWaitingFor(first.id(), second.id());

        assertThrows(BoardFailure.Rejected.class, () -> board.update(first, changes));
        assertEquals(first, board.provider().task(first.id()));
    }

    @Test
    void a_change_that_is_carried_out_in_part_is_not_refused() {
        bench.linear.misbehaviour.doBefore("Relate", () -> delete(second));

        assertThrows(BoardFailure.Unavailable.class, () -> board.update(first, renamedAndWaitingFor(second.id())));
        assertEquals("renamed", board.provider().task(first.id()).name());
    }

    @Test
    void a_change_of_which_nothing_is_carried_out_is_refused() {
        TaskChanges changes =
                TaskChanges.builder().dependencies(Set.of(second.id())).build();
        bench.linear.misbehaviour.doBefore("Relate", () -> delete(second));

        assertThrows(BoardFailure.NotFound.class, () -> board.update(first, changes));
    }

    private BoardCommand waitingForBoth() {
        return new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("waiting")
                        .dependencies(Set.of(first.id(), second.id()))
                        .build());
    }

    @Test
    void a_repeated_create_waits_for_those_that_were_not_deleted_since() {
        BoardCommand create = waitingForBoth();
        Task made = board.changed(create);
        delete(second);
        Task again = board.changed(create);

        assertEquals(made.id(), again.id());
        assertEquals(Set.of(first.id()), again.dependencies());
    }

    @Test
    void a_repeated_create_stands_though_a_dependency_is_deleted_at_that_moment() {
        BoardCommand create = waitingForBoth();
        Task made = board.changed(create);
        forgetRelations();
        bench.linear.misbehaviour.doBefore("Relate", () -> {
            delete(first);
            delete(second);
        });

        assertEquals(made.id(), board.changed(create).id());
    }

    @Test
    void a_repeated_create_finds_its_issue_in_the_trash() {
        BoardCommand create = waitingForBoth();
        Task made = board.changed(create);
        bench.linear.workspace.find("issues", made.id()).orElseThrow().put("trashed", true);
        forgetRelations();

        assertEquals(made.id(), board.changed(create).id());
    }
}

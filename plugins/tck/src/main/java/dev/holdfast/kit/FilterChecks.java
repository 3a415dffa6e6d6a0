package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tasks are read. */
interface FilterChecks extends Checks {

    @Test
    default void available_are_the_tasks_that_wait_and_that_nobody_holds() {
        bench().create("free");
        bench().assign(bench().create("taken"), "worker-1");
        bench().move(bench().create("begun"), "in progress");
        bench().move(bench().create("stuck"), "blocked");
        bench().move(bench().create("over"), "done");

        assertEquals(List.of("free"), bench().names(TaskFilter.free()));
    }

    @Test
    default void tasks_are_found_by_who_holds_them() {
        bench().assign(bench().create("mine"), "worker-1");
        bench().assign(bench().create("yours"), "worker-11");
        bench().create("nobody's");

        assertEquals(List.of("mine"), bench().names(TaskFilter.all().withAssignee("worker-1")));
        assertEquals(List.of(), bench().names(TaskFilter.all().withAssignee("worker")));
    }

    @Test
    default void tasks_are_found_by_status() {
        for (Status status : Status.values()) {
            bench().create(TaskDraft.named(status.name()).column(status.title()).build());
        }

        for (Status status : Status.values()) {
            assertEquals(List.of(status.name()), bench().names(TaskFilter.all().withStatus(status)));
        }
    }

    @Test
    default void tasks_are_found_by_label() {
        bench().create(TaskDraft.named("both").labels(Set.of("ui", "api")).build());
        bench().create(TaskDraft.named("one").labels(Set.of("api")).build());
        bench().create("none");

        assertEquals(List.of("both", "one"), bench().names(TaskFilter.all().withLabel("api")));
        assertEquals(List.of("both"), bench().names(TaskFilter.all().withLabel("ui")));
        assertEquals(List.of(), bench().names(TaskFilter.all().withLabel("absent")));
    }

    @Test
    default void conditions_of_a_filter_all_hold() {
        Task wanted =
                bench().create(TaskDraft.named("wanted").labels(Set.of("ui")).build());
        bench().assign(wanted, "worker-1");
        bench().assign(bench().create("no label"), "worker-1");
        bench().create(TaskDraft.named("no worker").labels(Set.of("ui")).build());

        assertEquals(
                List.of("wanted"),
                bench().names(TaskFilter.all().withLabel("ui").withAssignee("worker-1")));
        assertEquals(
                List.of(),
                bench().names(TaskFilter.all()
                        .withLabel("ui")
                        .withAssignee("worker-1")
                        .withStatus(Status.DONE)));
    }
}

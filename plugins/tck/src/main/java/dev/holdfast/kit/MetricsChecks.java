package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import org.junit.jupiter.api.Test;

/** Counting tasks. */
interface MetricsChecks extends Checks {

    @Test
    default void metrics_are_a_count_of_the_tasks() {
        int count = 1;
        for (Status status : Status.values()) {
            for (int i = 0; i < count; i++) {
                bench().create(TaskDraft.named(status + " " + i)
                        .column(status.title())
                        .build());
            }
            count++;
        }

        assertEquals(new Metrics(10, 1, 2, 4, 3), bench().provider().metrics());
        assertEquals(
                Metrics.of(bench().tasks(TaskFilter.all())), bench().provider().metrics());
    }

    @Test
    default void metrics_follow_a_task_that_moves() {
        Task task = bench().create("moved");
        bench().move(task, "done");

        assertEquals(new Metrics(1, 0, 0, 1, 0), bench().provider().metrics());
    }

    @Test
    default void metrics_count_beyond_one_page() {
        for (int i = 0; i < TaskFilter.MAX_LIMIT + 5; i++) {
            bench().create("task " + i);
        }

        assertEquals(TaskFilter.MAX_LIMIT + 5, bench().provider().metrics().total());
    }
}

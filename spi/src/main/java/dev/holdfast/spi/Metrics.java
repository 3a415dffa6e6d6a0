package dev.holdfast.spi;

import java.util.Collection;

/**
 * How many tasks are where. {@code total} is the sum of the others.
 *
 * @param backlog of status {@code TODO}
 * @param completed of status {@code DONE}
 */
public record Metrics(int total, int backlog, int inProgress, int completed, int blocked) {

    /** Counts these tasks. */
    public static Metrics of(Collection<Task> tasks) {
        return new Metrics(
                tasks.size(),
                count(tasks, Status.TODO),
                count(tasks, Status.IN_PROGRESS),
                count(tasks, Status.DONE),
                count(tasks, Status.BLOCKED));
    }

    private static int count(Collection<Task> tasks, Status status) {
        return (int) tasks.stream().filter(task -> task.status() == status).count();
    }
}

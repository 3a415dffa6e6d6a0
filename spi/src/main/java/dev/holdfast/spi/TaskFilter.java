package dev.holdfast.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks to read; all conditions that are given must hold.
 *
 * @param available only tasks of status {@code TODO} that nobody holds
 * @param assignee only what this worker holds, or null
 * @param status or null
 * @param label only tasks with exactly this label, or null
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 * @param cursor of the page before, or null for the first
 */
public record TaskFilter(
        boolean available,
        @Nullable String assignee,
        @Nullable Status status,
        @Nullable String label,
        int limit,
        @Nullable String cursor) {

    /** The most that a page may hold. */
    public static final int MAX_LIMIT = 100;

    public TaskFilter {
        Limits.range("limit", limit, 1, MAX_LIMIT);
    }

    /** Every task of the board, {@value #MAX_LIMIT} a page. */
    public static TaskFilter all() {
        return new TaskFilter(false, null, null, null, MAX_LIMIT, null);
    }

    /** What a worker may take. */
    public static TaskFilter free() {
        return new TaskFilter(true, null, null, null, MAX_LIMIT, null);
    }

    public TaskFilter withAssignee(String worker) {
        return new TaskFilter(available, worker, status, label, limit, cursor);
    }

    public TaskFilter withStatus(Status wanted) {
        return new TaskFilter(available, assignee, wanted, label, limit, cursor);
    }

    public TaskFilter withLabel(String wanted) {
        return new TaskFilter(available, assignee, status, wanted, limit, cursor);
    }

    public TaskFilter withLimit(int most) {
        return new TaskFilter(available, assignee, status, label, most, cursor);
    }

    public TaskFilter after(@Nullable String pageBefore) {
        return new TaskFilter(available, assignee, status, label, limit, pageBefore);
    }

    /** Whether a task meets the conditions. */
    public boolean matches(Task task) {
        return (!available || (task.status() == Status.TODO && task.assignedTo() == null))
                && (assignee == null || assignee.equals(task.assignedTo()))
                && (status == null || status == task.status())
                && (label == null || task.labels().contains(label));
    }
}

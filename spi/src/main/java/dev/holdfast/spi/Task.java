package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands on a board. Made with {@link #builder}, changed with {@link #toBuilder}.
 *
 * @param id the back end's own, opaque, at most 200 characters; the one spelling that the task answers to
 * @param description empty when there is none
 * @param column name of the column that it is in
 * @param status of that column
 * @param priority null when it has none
 * @param assignedTo id of the worker that holds it, or null
 * @param dueDate null when it has none
 * @param estimatedHours null when unknown
 * @param actualHours null when unknown
 * @param dependencies ids of the tasks that must be done before, in no particular order
 * @param labels in no particular order
 * @param parent id of the task that it is a part of, or null
 * @param subtasks ids of its parts, oldest first
 * @param acceptanceCriteria in their order
 */
public record Task(
        String id,
        String name,
        String description,
        String column,
        Status status,
        @Nullable Priority priority,
        @Nullable String assignedTo,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant dueDate,
        @Nullable BigDecimal estimatedHours,
        @Nullable BigDecimal actualHours,
        Set<String> dependencies,
        Set<String> labels,
        @Nullable String parent,
        List<String> subtasks,
        List<String> acceptanceCriteria) {

    public Task {
        dependencies = Set.copyOf(dependencies);
        labels = Set.copyOf(labels);
        subtasks = List.copyOf(subtasks);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }

    /** A task with nothing but what every task has. */
    public static TaskBuilder builder(String id, String name, Column column, Instant createdAt) {
        return new TaskBuilder(id, name, column, createdAt);
    }

    /** The same task, to be changed. */
    public TaskBuilder toBuilder() {
        return new TaskBuilder(this);
    }
}

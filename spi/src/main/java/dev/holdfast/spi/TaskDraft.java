package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task to be created. Made with {@link #named}.
 *
 * @param name 1 to 250 characters
 * @param description at most 61,440 characters; empty for none
 * @param column name or alias of the column it goes to; null for the first of status {@code TODO}
 * @param priority needs {@link Capability#PRIORITIES}
 * @param dueDate needs {@link Capability#DUE_DATES}
 * @param estimatedHours needs {@link Capability#HOURS}; 0 to 100,000
 * @param labels at most 100, each 1 to 50 characters
 * @param dependencies ids of existing tasks; needs {@link Capability#DEPENDENCIES}
 * @param parent id of an existing task; needs {@link Capability#SUBTASKS}
 * @param acceptanceCriteria at most 100; needs {@link Capability#ACCEPTANCE_CRITERIA}
 */
public record TaskDraft(
        String name,
        String description,
        @Nullable String column,
        @Nullable Priority priority,
        @Nullable Instant dueDate,
        @Nullable BigDecimal estimatedHours,
        Set<String> labels,
        Set<String> dependencies,
        @Nullable String parent,
        List<String> acceptanceCriteria) {

    public TaskDraft {
        Limits.text("name", name, Limits.NAME);
        Limits.description(description);
        Limits.optionalText("column", column, Limits.NAME);
        Limits.hours("estimated hours", estimatedHours);
        Limits.texts("labels", labels, Limits.LABEL);
        Limits.texts("dependencies", dependencies, Limits.ID);
        Limits.optionalText("parent", parent, Limits.ID);
        Limits.texts("acceptance criteria", acceptanceCriteria, Limits.DESCRIPTION);
        labels = Set.copyOf(labels);
        dependencies = Set.copyOf(dependencies);
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
    }

    /** A draft with this name. */
    public static TaskDraftBuilder named(String name) {
        return new TaskDraftBuilder(name);
    }

    /** The capabilities without which a provider cannot keep this. */
    public Set<Capability> needs() {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        Capability.addIf(needed, priority != null, Capability.PRIORITIES);
        Capability.addIf(needed, dueDate != null, Capability.DUE_DATES);
        Capability.addIf(needed, estimatedHours != null, Capability.HOURS);
        Capability.addIf(needed, !dependencies.isEmpty(), Capability.DEPENDENCIES);
        Capability.addIf(needed, parent != null, Capability.SUBTASKS);
        Capability.addIf(needed, !acceptanceCriteria.isEmpty(), Capability.ACCEPTANCE_CRITERIA);
        return needed;
    }

    /** The task that this creates, with times of now. */
    public Task toTask(String id, Board board, Instant now) {
        return Task.builder(id, name, column == null ? board.column(Status.TODO) : board.column(column), now)
                .description(description)
                .priority(priority)
                .dueDate(dueDate)
                .estimatedHours(estimatedHours)
                .labels(labels)
                .dependencies(dependencies)
                .parent(parent)
                .acceptanceCriteria(acceptanceCriteria)
                .build();
    }
}

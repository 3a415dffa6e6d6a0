package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an update changes: null and empty sets leave as is. Made with {@link #builder}; limits as in {@link TaskDraft}.
 *
 * @param dependencies the new set, or null
 * @param acceptanceCriteria the new list, or null
 * @param addedLabels added to those that are there
 * @param removedLabels taken away where they are there
 * @param cleared fields that have no value any more
 */
public record TaskChanges(
        @Nullable String name,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Instant dueDate,
        @Nullable BigDecimal estimatedHours,
        @Nullable BigDecimal actualHours,
        @Nullable Set<String> dependencies,
        @Nullable List<String> acceptanceCriteria,
        Set<String> addedLabels,
        Set<String> removedLabels,
        Set<Field> cleared) {

    /** What can be taken away from a task. */
    public enum Field {
        PRIORITY,
        DUE_DATE,
        ESTIMATED_HOURS,
        ACTUAL_HOURS
    }

    public TaskChanges {
        Limits.optionalText("name", name, Limits.NAME);
        Limits.hours("estimated hours", estimatedHours);
        Limits.hours("actual hours", actualHours);
        Limits.texts("labels", addedLabels, Limits.LABEL);
        Limits.texts("labels", removedLabels, Limits.LABEL);
        if (description != null) {
            Limits.description(description);
        }
        if (dependencies != null) {
            Limits.texts("dependencies", dependencies, Limits.ID);
            dependencies = Set.copyOf(dependencies);
        }
        if (acceptanceCriteria != null) {
            Limits.texts("acceptance criteria", acceptanceCriteria, Limits.DESCRIPTION);
            acceptanceCriteria = List.copyOf(acceptanceCriteria);
        }
        addedLabels = Set.copyOf(addedLabels);
        removedLabels = Set.copyOf(removedLabels);
        cleared = Set.copyOf(cleared);
    }

    /** No change yet. */
    public static TaskChangesBuilder builder() {
        return new TaskChangesBuilder();
    }

    /** The capabilities without which a provider cannot keep this. */
    public Set<Capability> needs() {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        Capability.addIf(needed, priority != null || cleared.contains(Field.PRIORITY), Capability.PRIORITIES);
        Capability.addIf(needed, dueDate != null || cleared.contains(Field.DUE_DATE), Capability.DUE_DATES);
        Capability.addIf(
                needed,
                estimatedHours != null
                        || actualHours != null
                        || cleared.contains(Field.ESTIMATED_HOURS)
                        || cleared.contains(Field.ACTUAL_HOURS),
                Capability.HOURS);
        Capability.addIf(needed, dependencies != null, Capability.DEPENDENCIES);
        Capability.addIf(needed, acceptanceCriteria != null, Capability.ACCEPTANCE_CRITERIA);
        return needed;
    }

    /** The task with these changes; its times stay as they are. A label both added and removed is removed. */
    public Task applyTo(Task task) {
        Set<String> labels = new HashSet<>(task.labels());
        labels.addAll(addedLabels);
        labels.removeAll(removedLabels);
        return task.toBuilder()
                .name(name == null ? task.name() : name)
                .description(description == null ? task.description() : description)
                .priority(changed(Field.PRIORITY, task.priority(), priority))
                .dueDate(changed(Field.DUE_DATE, task.dueDate(), dueDate))
                .estimatedHours(changed(Field.ESTIMATED_HOURS, task.estimatedHours(), estimatedHours))
                .actualHours(changed(Field.ACTUAL_HOURS, task.actualHours(), actualHours))
                .dependencies(dependencies == null ? task.dependencies() : dependencies)
                .acceptanceCriteria(acceptanceCriteria == null ? task.acceptanceCriteria() : acceptanceCriteria)
                .labels(labels)
                .build();
    }

    private <T> @Nullable T changed(Field field, @Nullable T present, @Nullable T wanted) {
        if (cleared.contains(field)) {
            return null;
        }
        return wanted == null ? present : wanted;
    }
}

package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes {@link TaskChanges}; setters are named after its components. Not thread-safe. */
public final class TaskChangesBuilder {

    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Priority priority;
    private @Nullable Instant dueDate;
    private @Nullable BigDecimal estimatedHours;
    private @Nullable BigDecimal actualHours;
    private @Nullable Set<String> dependencies;
    private @Nullable List<String> acceptanceCriteria;
    private Set<String> addedLabels = Set.of();
    private Set<String> removedLabels = Set.of();
    private Set<TaskChanges.Field> cleared = Set.of();

    TaskChangesBuilder() {}

    public TaskChangesBuilder name(String value) {
        name = value;
        return this;
    }

    public TaskChangesBuilder description(String value) {
        description = value;
        return this;
    }

    public TaskChangesBuilder priority(Priority value) {
        priority = value;
        return this;
    }

    public TaskChangesBuilder dueDate(Instant value) {
        dueDate = value;
        return this;
    }

    public TaskChangesBuilder estimatedHours(BigDecimal value) {
        estimatedHours = value;
        return this;
    }

    public TaskChangesBuilder actualHours(BigDecimal value) {
        actualHours = value;
        return this;
    }

    public TaskChangesBuilder dependencies(Set<String> value) {
        dependencies = value;
        return this;
    }

    public TaskChangesBuilder acceptanceCriteria(List<String> value) {
        acceptanceCriteria = value;
        return this;
    }

    public TaskChangesBuilder addedLabels(Set<String> value) {
        addedLabels = value;
        return this;
    }

    public TaskChangesBuilder removedLabels(Set<String> value) {
        removedLabels = value;
        return this;
    }

    public TaskChangesBuilder cleared(Set<TaskChanges.Field> value) {
        cleared = value;
        return this;
    }

    /**
     * The changes.
     *
     * @throws BoardFailure.Rejected when a value is out of bounds
     */
    public TaskChanges build() {
        return new TaskChanges(
                name,
                description,
                priority,
                dueDate,
                estimatedHours,
                actualHours,
                dependencies,
                acceptanceCriteria,
                addedLabels,
                removedLabels,
                cleared);
    }
}

package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TaskDraft}; setters are named after its components. Not thread-safe. */
public final class TaskDraftBuilder {

    private final String name;
    private String description = "";
    private @Nullable String column;
    private @Nullable Priority priority;
    private @Nullable Instant dueDate;
    private @Nullable BigDecimal estimatedHours;
    private Set<String> labels = Set.of();
    private Set<String> dependencies = Set.of();
    private @Nullable String parent;
    private List<String> acceptanceCriteria = List.of();

    TaskDraftBuilder(String name) {
        this.name = name;
    }

    public TaskDraftBuilder description(String value) {
        description = value;
        return this;
    }

    public TaskDraftBuilder column(@Nullable String value) {
        column = value;
        return this;
    }

    public TaskDraftBuilder priority(@Nullable Priority value) {
        priority = value;
        return this;
    }

    public TaskDraftBuilder dueDate(@Nullable Instant value) {
        dueDate = value;
        return this;
    }

    public TaskDraftBuilder estimatedHours(@Nullable BigDecimal value) {
        estimatedHours = value;
        return this;
    }

    public TaskDraftBuilder labels(Set<String> value) {
        labels = value;
        return this;
    }

    public TaskDraftBuilder dependencies(Set<String> value) {
        dependencies = value;
        return this;
    }

    public TaskDraftBuilder parent(@Nullable String value) {
        parent = value;
        return this;
    }

    public TaskDraftBuilder acceptanceCriteria(List<String> value) {
        acceptanceCriteria = value;
        return this;
    }

    /**
     * The draft.
     *
     * @throws BoardFailure.Rejected when a value is out of bounds
     */
    public TaskDraft build() {
        return new TaskDraft(
                name,
                description,
                column,
                priority,
                dueDate,
                estimatedHours,
                labels,
                dependencies,
                parent,
                acceptanceCriteria);
    }
}

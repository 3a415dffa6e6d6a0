package dev.holdfast.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Task}; setters are named after its components. Not thread-safe. */
public final class TaskBuilder {

    private final String id;
    private final Instant createdAt;
    private String name;
    private String description = "";
    private String column;
    private Status status;
    private @Nullable Priority priority;
    private @Nullable String assignedTo;
    private Instant updatedAt;
    private @Nullable Instant dueDate;
    private @Nullable BigDecimal estimatedHours;
    private @Nullable BigDecimal actualHours;
    private Set<String> dependencies = Set.of();
    private Set<String> labels = Set.of();
    private @Nullable String parent;
    private List<String> subtasks = List.of();
    private List<String> acceptanceCriteria = List.of();

    TaskBuilder(String id, String name, Column column, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.column = column.name();
        this.status = column.status();
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    TaskBuilder(Task task) {
        id = task.id();
        createdAt = task.createdAt();
        name = task.name();
        description = task.description();
        column = task.column();
        status = task.status();
        priority = task.priority();
        assignedTo = task.assignedTo();
        updatedAt = task.updatedAt();
        dueDate = task.dueDate();
        estimatedHours = task.estimatedHours();
        actualHours = task.actualHours();
        dependencies = task.dependencies();
        labels = task.labels();
        parent = task.parent();
        subtasks = task.subtasks();
        acceptanceCriteria = task.acceptanceCriteria();
    }

    public TaskBuilder name(String value) {
        name = value;
        return this;
    }

    public TaskBuilder description(String value) {
        description = value;
        return this;
    }

    /** Column and status. */
    public TaskBuilder column(Column value) {
        column = value.name();
        status = value.status();
        return this;
    }

    public TaskBuilder priority(@Nullable Priority value) {
        priority = value;
        return this;
    }

    public TaskBuilder assignedTo(@Nullable String value) {
        assignedTo = value;
        return this;
    }

    public TaskBuilder updatedAt(Instant value) {
        updatedAt = value;
        return this;
    }

    public TaskBuilder dueDate(@Nullable Instant value) {
        dueDate = value;
        return this;
    }

    public TaskBuilder estimatedHours(@Nullable BigDecimal value) {
        estimatedHours = value;
        return this;
    }

    public TaskBuilder actualHours(@Nullable BigDecimal value) {
        actualHours = value;
        return this;
    }

    public TaskBuilder dependencies(Set<String> value) {
        dependencies = value;
        return this;
    }

    public TaskBuilder labels(Set<String> value) {
        labels = value;
        return this;
    }

    public TaskBuilder parent(@Nullable String value) {
        parent = value;
        return this;
    }

    public TaskBuilder subtasks(List<String> value) {
        subtasks = value;
        return this;
    }

    public TaskBuilder acceptanceCriteria(List<String> value) {
        acceptanceCriteria = value;
        return this;
    }

    public Task build() {
        return new Task(
                id,
                name,
                description,
                column,
                status,
                priority,
                assignedTo,
                createdAt,
                updatedAt,
                dueDate,
                estimatedHours,
                actualHours,
                dependencies,
                labels,
                parent,
                subtasks,
                acceptanceCriteria);
    }
}

package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues as tasks. */
final class Tasks {

    private Tasks() {}

    /** @throws BoardFailure.NotFound when the issue is not on the board */
    static Task of(Issue issue, Layout layout) {
        Item item = issue.onBoard();
        Instant changed = issue.updatedAt().isAfter(item.updatedAt()) ? issue.updatedAt() : item.updatedAt();
        return Task.builder(issue.id(), issue.title(), column(issue, layout), issue.createdAt())
                .updatedAt(changed)
                .description(issue.body().description())
                .acceptanceCriteria(issue.body().criteria())
                .priority(priority(issue, layout.mapping()))
                .assignedTo(item.worker())
                .dueDate(item.dueAt())
                .estimatedHours(item.estimated())
                .actualHours(item.actual())
                .labels(labels(issue, layout.mapping()))
                .dependencies(issue.blockers().keySet())
                .parent(issue.parent())
                .subtasks(issue.parts())
                .build();
    }

    static Column column(Issue issue, Layout layout) {
        return Project.column(layout.board(), layout.mapping(), issue.onBoard().column(), issue.closed())
                .orElseThrow(() -> new BoardFailure.NotFound("The board has no columns; set it up first"));
    }

    static @Nullable Priority priority(Issue issue, Mapping mapping) {
        if (mapping.labelsPriorities()) {
            return mapping.priorityLabels().keySet().stream()
                    .filter(label -> issue.labels().stream().anyMatch(label::equalsIgnoreCase))
                    .map(label -> mapping.labelled(label).orElse(null))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(issue.item())
                .map(Item::priority)
                .flatMap(mapping::priority)
                .orElse(null);
    }

    private static Set<String> labels(Issue issue, Mapping mapping) {
        Set<String> labels = new HashSet<>();
        for (String label : issue.labels()) {
            if (mapping.labelled(label).isEmpty()) {
                labels.add(mapping.fromGithub(label));
            }
        }
        return labels;
    }
}

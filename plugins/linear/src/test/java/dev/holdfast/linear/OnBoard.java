package dev.holdfast.linear;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.UUID;

/** What tests do with a provider again and again. */
record OnBoard(BoardProvider provider) {

    Task create(TaskDraft draft) {
        return changed(new BoardCommand.Create(UUID.randomUUID(), draft));
    }

    Task create(String name) {
        return create(TaskDraft.named(name).build());
    }

    Task assign(Task task, String worker) {
        return changed(new BoardCommand.Assign(UUID.randomUUID(), task.id(), worker));
    }

    Task update(Task task, TaskChanges changes) {
        return changed(new BoardCommand.Update(UUID.randomUUID(), task.id(), changes));
    }

    Task changed(BoardCommand command) {
        return switch (provider.apply(command)) {
            case CommandResult.OfTask(Task task) -> task;
            default -> throw new AssertionError("The answer is no task");
        };
    }

    List<String> names(TaskFilter filter) {
        return Page.all(cursor -> provider.tasks(filter.after(cursor))).stream()
                .map(Task::name)
                .sorted()
                .toList();
    }

    List<String> comments(Task task) {
        return provider.comments(task.id(), 100, null).items().stream()
                .map(comment -> comment.text())
                .toList();
    }
}

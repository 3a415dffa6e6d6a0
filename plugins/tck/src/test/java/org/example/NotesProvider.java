package org.example;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public class NotesProvider implements BoardProvider {
    private final Board board = Board.standard("notes", "Notes");
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, List<Comment>> comments = new HashMap<>();
    private final Map<UUID, CommandResult> applied = new HashMap<>();
    private final Clock clock;
    private boolean closed;

    public NotesProvider(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PRIORITIES, Capability.ATOMIC_ASSIGNMENT, Capability.COMMAND_MEMORY);
    }

    @Override
    public void connect() {}

    @Override
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Board board() {
        checkOpen();
        return board;
    }

    @Override
    public synchronized Page<Task> tasks(TaskFilter filter) {
        checkOpen();
        List<Task> found = tasks.values().stream().filter(filter::matches).toList();
        return Page.of(found, Task::id, filter.limit(), filter.cursor());
    }

    @Override
    public synchronized Task task(String id) {
        checkOpen();
        return Optional.ofNullable(tasks.get(id)).orElseThrow(() -> new BoardFailure.NotFound("There is no such task"));
    }

    @Override
    public synchronized Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        return Page.of(comments.getOrDefault(task(task).id(), List.of()), Comment::id, limit, cursor);
    }

    @Override
    public synchronized CommandResult apply(BoardCommand command) {
        checkOpen();
        command.require(capabilities());
        return applied.computeIfAbsent(command.id(), _ -> carryOut(command));
    }

    private CommandResult carryOut(BoardCommand command) {
        return switch (command) {
            case BoardCommand.Create create -> put(create.draft().toTask("n" + tasks.size(), board, clock.instant()));
            case BoardCommand.AddComment add -> new CommandResult.OfComment(comment(add.task(), add.text()));
            case BoardCommand.OnTask onTask -> {
                Task after = onTask.applyTo(task(onTask.task()), board);
                if (onTask instanceof BoardCommand.Report report) {
                    comment(report.task(), report.comment());
                }
                yield put(after);
            }
        };
    }

    private CommandResult put(Task task) {
        Task changed = task.toBuilder().updatedAt(clock.instant()).build();
        tasks.put(task.id(), changed);
        return new CommandResult.OfTask(changed);
    }

    private Comment comment(String task, String text) {
        List<Comment> all = comments.computeIfAbsent(task(task).id(), _ -> new ArrayList<>());
        all.add(new Comment(task + "-" + all.size(), null, text, clock.instant()));
        return all.getLast();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The provider is closed");
        }
    }
}

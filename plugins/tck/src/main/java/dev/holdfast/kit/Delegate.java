package dev.holdfast.kit;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardSummary;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider that leaves everything to another, to override what is to be different. */
class Delegate implements BoardProvider {

    final BoardProvider next;

    Delegate(BoardProvider next) {
        this.next = next;
    }

    /** Stands around every call but {@link #capabilities} and {@link #close}. */
    <T> T call(Supplier<T> action) {
        return action.get();
    }

    @Override
    public Set<Capability> capabilities() {
        return next.capabilities();
    }

    @Override
    public void connect() {
        boolean _ = call(() -> {
            next.connect();
            return true;
        });
    }

    @Override
    public BoardCheck check() {
        return call(next::check);
    }

    @Override
    public Board setUp() {
        return call(next::setUp);
    }

    @Override
    public Board board() {
        return call(next::board);
    }

    @Override
    public List<Board> boards() {
        return call(next::boards);
    }

    @Override
    public BoardSummary summary() {
        return call(next::summary);
    }

    @Override
    public Metrics metrics() {
        return call(next::metrics);
    }

    @Override
    public Page<Task> tasks(TaskFilter filter) {
        return call(() -> next.tasks(filter));
    }

    @Override
    public Task task(String task) {
        return call(() -> next.task(task));
    }

    @Override
    public List<Task> dependents(String task) {
        return call(() -> next.dependents(task));
    }

    @Override
    public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        return call(() -> next.comments(task, limit, cursor));
    }

    @Override
    public List<Attachment> attachments(String task) {
        return call(() -> next.attachments(task));
    }

    @Override
    public Content download(String task, String attachment) {
        return call(() -> next.download(task, attachment));
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        return call(() -> next.apply(command));
    }

    @Override
    public void close() {
        next.close();
    }
}

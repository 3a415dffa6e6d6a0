package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The provider under test, connected and set up, and what checks do with it again and again. */
final class Bench {

    private static final int MOST_ATTEMPTS = 8;
    private static final int MOST_PAGES = 500;

    private final BoardProvider bare;
    private final BoardProvider provider;
    private final Supplier<Optional<BoardProvider>> another;
    private final Supplier<Faults> faults;
    private final List<BoardProvider> open = new ArrayList<>();
    private volatile boolean misbehaving;

    Bench(BoardProvider provider, Supplier<Optional<BoardProvider>> another, Supplier<Faults> faults) {
        this.bare = provider;
        this.provider = retrying(provider);
        this.another = another;
        this.faults = faults;
        this.provider.connect();
        this.provider.setUp();
    }

    private BoardProvider retrying(BoardProvider provider) {
        open.add(provider);
        return new RetryingProvider(provider, () -> misbehaving);
    }

    BoardProvider provider() {
        return provider;
    }

    /** A second connection to the same board, where there can be one. */
    BoardProvider another() {
        Optional<BoardProvider> second = another.get();
        assumeTrue(second.isPresent(), "another() gives no second provider on the board");
        BoardProvider other = retrying(second.get());
        other.connect();
        return other;
    }

    /** Does this while the back end misbehaves. */
    void during(Fault fault, Runnable action) {
        try (Faults.Injected _ =
                faults.get().inject(fault).orElseGet(() -> abort("faults() cannot make the back end show " + fault))) {
            misbehaving = true;
            action.run();
        } finally {
            misbehaving = false;
        }
    }

    boolean has(Capability capability) {
        return provider.capabilities().contains(capability);
    }

    void needs(Capability capability) {
        assumeTrue(has(capability), "The provider does not declare " + capability);
    }

    static UUID id() {
        return UUID.randomUUID();
    }

    Task create(String name) {
        return create(TaskDraft.named(name).build());
    }

    Task create(TaskDraft draft) {
        return changed(new BoardCommand.Create(id(), draft));
    }

    Task assign(Task task, String worker) {
        return changed(new BoardCommand.Assign(id(), task.id(), worker));
    }

    Task move(Task task, String column) {
        return changed(new BoardCommand.Move(id(), task.id(), column));
    }

    /** As a host does: sends the same command again while the back end is too busy to answer in time. */
    CommandResult insist(BoardCommand command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return bare.apply(command);
            } catch (BoardFailure.Unavailable busy) {
                if (attempt == MOST_ATTEMPTS) {
                    throw busy;
                }
            }
        }
    }

    /** Applies a command that answers with a task. */
    Task changed(BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    Comment comment(Task task, String text) {
        CommandResult result = provider.apply(new BoardCommand.AddComment(id(), task.id(), text));
        return assertInstanceOf(CommandResult.OfComment.class, result).comment();
    }

    /** The task as it is read now. */
    Task read(Task task) {
        return provider.task(task.id());
    }

    List<Task> tasks(TaskFilter filter) {
        return walk(cursor -> provider.tasks(filter.after(cursor)));
    }

    List<String> names(TaskFilter filter) {
        return tasks(filter).stream().map(Task::name).sorted().toList();
    }

    List<String> comments(Task task) {
        return walk(cursor -> provider.comments(task.id(), TaskFilter.MAX_LIMIT, cursor)).stream()
                .map(Comment::text)
                .toList();
    }

    /** Everything on all pages. */
    static <T> List<T> walk(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        @Nullable String cursor = null;
        for (int i = 0; i < MOST_PAGES; i++) {
            Page<T> page = pages.apply(cursor);
            all.addAll(page.items());
            cursor = page.nextCursor();
            if (cursor == null) {
                return all;
            }
        }
        assertTrue(false, "There is always another page: does the cursor go on?");
        return all;
    }

    void close() {
        open.forEach(BoardProvider::close);
    }
}

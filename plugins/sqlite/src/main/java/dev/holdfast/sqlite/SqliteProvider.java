package dev.holdfast.sqlite;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A board in a file. */
final class SqliteProvider implements BoardProvider {

    private final Path directory;
    private final String file;
    private final Path attachments;
    private final String name;
    private final Clock clock;
    private @Nullable BoardFile open;

    SqliteProvider(Path directory, String file, String name, Clock clock) {
        this.directory = directory;
        this.file = file + ".db";
        this.attachments = directory.resolve(file + ".files");
        this.name = name;
        this.clock = clock;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.values());
    }

    @Override
    public synchronized void connect() {
        if (open == null) {
            open = BoardFile.open(directory, file);
        }
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private synchronized BoardFile file() {
        if (open == null) {
            throw new IllegalStateException("The provider is not connected");
        }
        return open;
    }

    @Override
    public Board setUp() {
        return file().write(it -> BoardRows.setUp(it, name));
    }

    @Override
    public Board board() {
        return file().read(it -> BoardRows.require(it, name));
    }

    @Override
    public List<Board> boards() {
        return file().read(BoardRows::all);
    }

    @Override
    public Metrics metrics() {
        return file().read(it -> tasks(it).metrics());
    }

    @Override
    public Page<Task> tasks(TaskFilter filter) {
        return file().read(it -> tasks(it).page(filter));
    }

    @Override
    public Task task(String task) {
        return file().read(it -> tasks(it).require(task));
    }

    @Override
    public List<Task> dependents(String task) {
        return file().read(it -> tasks(it).dependents(tasks(it).require(task).id()));
    }

    @Override
    public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        return file().read(
                        it -> new CommentRows(it).page(tasks(it).require(task).id(), limit, cursor));
    }

    @Override
    public List<Attachment> attachments(String task) {
        return file().read(it -> files(it).of(tasks(it).require(task).id()));
    }

    @Override
    public Content download(String task, String attachment) {
        return file().read(it -> files(it).read(tasks(it).require(task).id(), attachment));
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        CommandResult result = file().write(it -> {
            TaskRows tasks = tasks(it);
            return new Application(
                            it,
                            tasks.board(),
                            tasks,
                            new CommentRows(it),
                            files(it),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    .of(command);
        });
        if (result instanceof CommandResult.Detached(String gone)) {
            boolean _ = file().read(it -> {
                files(it).deleteDetached(gone);
                return true;
            });
        }
        return result;
    }

    private TaskRows tasks(Connection connection) throws SQLException {
        return new TaskRows(connection, BoardRows.require(connection, name));
    }

    private AttachmentRows files(Connection connection) {
        return new AttachmentRows(connection, attachments);
    }
}

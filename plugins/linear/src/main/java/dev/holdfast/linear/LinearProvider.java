package dev.holdfast.linear;

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
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A board in Linear. */
final class LinearProvider implements BoardProvider {

    private static final Set<Capability> CAPABILITIES = Set.copyOf(
            EnumSet.of(Capability.ATTACHMENTS, Capability.SUBTASKS, Capability.PRIORITIES, Capability.DEPENDENCIES));

    private final Settings settings;
    private final GraphQl api;
    private final FileStore store;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    LinearProvider(Settings settings, ProviderContext context) {
        HttpPort http = context.http();
        this.settings = settings;
        RateLimit limit = new RateLimit(context.clock());
        this.api = new GraphQl(http, settings.api(), settings.authorization(), limit);
        this.store = new FileStore(api, http, settings.files(), settings.authorization(), limit);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void connect() {
        if (closed) {
            throw new IllegalStateException("The provider is closed");
        }
        connection = new SetUp(settings, api).connect(deadline());
    }

    @Override
    public void close() {
        closed = true;
    }

    private Connection connection() {
        Connection open = connection;
        if (closed || open == null) {
            throw new IllegalStateException("The provider is not connected");
        }
        return open;
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(5));
    }

    @Override
    public BoardCheck check() {
        return new SetUp(settings, api).check(connection(), deadline());
    }

    @Override
    public Board setUp() {
        return new SetUp(settings, api).complete(connection(), deadline());
    }

    @Override
    public Board board() {
        return new SetUp(settings, api).board(connection(), deadline());
    }

    @Override
    public List<Board> boards() {
        return new SetUp(settings, api).boards(connection(), deadline());
    }

    @Override
    public BoardSummary summary() {
        Connection open = connection();
        Deadline deadline = deadline();
        return new BoardSummary(
                new SetUp(settings, api).board(open, deadline), open.issues().metrics(deadline));
    }

    @Override
    public Metrics metrics() {
        return connection().issues().metrics(deadline());
    }

    @Override
    public Page<Task> tasks(TaskFilter filter) {
        return connection().issues().page(filter, deadline());
    }

    @Override
    public Task task(String task) {
        return connection().issues().task(task, deadline());
    }

    @Override
    public List<Task> dependents(String task) {
        return connection().issues().blockedBy(task, deadline());
    }

    @Override
    public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        return new Comments(connection()).page(task, limit, cursor, deadline());
    }

    @Override
    public List<Attachment> attachments(String task) {
        return files(connection()).of(task, deadline());
    }

    @Override
    public Content download(String task, String attachment) {
        return files(connection()).download(task, attachment, deadline());
    }

    private Files files(Connection open) {
        return new Files(open, store);
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        Connection open = connection();
        command.require(CAPABILITIES);
        Deadline deadline = deadline();
        return switch (command) {
            case BoardCommand.Create create -> new CommandResult.OfTask(new Creation(open).of(create, deadline));
            case BoardCommand.Update update -> new CommandResult.OfTask(new Changes(open).of(update, deadline));
            case BoardCommand.Assign assign -> new CommandResult.OfTask(new Changes(open).of(assign, deadline));
            case BoardCommand.Unassign unassign -> new CommandResult.OfTask(new Changes(open).of(unassign, deadline));
            case BoardCommand.Move move -> new CommandResult.OfTask(new Changes(open).of(move, deadline));
            case BoardCommand.Report report -> new CommandResult.OfTask(new Changes(open).of(report, deadline));
            case BoardCommand.AddComment add -> new CommandResult.OfComment(new Comments(open).add(add, deadline));
            case BoardCommand.Attach attach ->
                new CommandResult.Attached(files(open).attach(attach, deadline));
            case BoardCommand.Detach detach -> {
                files(open).detach(detach, deadline);
                yield new CommandResult.Detached(detach.attachment());
            }
        };
    }
}

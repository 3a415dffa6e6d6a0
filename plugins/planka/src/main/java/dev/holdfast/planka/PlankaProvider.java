package dev.holdfast.planka;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A board on a Planka server. */
final class PlankaProvider implements BoardProvider {

    /** All but what takes a conditional write or an idempotency key, which Planka has not. */
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.ATTACHMENTS,
            Capability.SUBTASKS,
            Capability.PRIORITIES,
            Capability.DEPENDENCIES,
            Capability.DUE_DATES,
            Capability.HOURS,
            Capability.ACCEPTANCE_CRITERIA);

    private final Server server;
    private final BoardReads boards;
    private final Comments comments = new Comments();
    private volatile @Nullable Account me;
    private volatile boolean closed;

    PlankaProvider(Server server, BoardPlace place, Mapping mapping) {
        this.server = server;
        this.boards = new BoardReads(place, mapping);
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
        Api api = server.api();
        ServerVersion.require(api);
        me = Account.own(api);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.access().leave();
        }
    }

    private Account me() {
        Account account = me;
        if (account == null || closed) {
            throw new IllegalStateException("The provider is not connected");
        }
        return account;
    }

    private Api api() {
        Account _ = me();
        return server.api();
    }

    private BoardView view() {
        return boards.read(api());
    }

    @Override
    public BoardCheck check() {
        return new Checking(me(), view()).run();
    }

    @Override
    public Board setUp() {
        return new SetUp(api(), boards, me()).run().board();
    }

    @Override
    public Board board() {
        return view().board();
    }

    /** The others are told without their columns, each of which would take a call. */
    @Override
    public List<Board> boards() {
        Api api = api();
        Board own = boards.read(api).board();
        Stream<Board> others = Json.each(api.get("/api/projects").path("included"), "boards")
                .map(row -> new Board(Json.text(row, "id"), Json.text(row, "name"), List.of(), null))
                .filter(board -> !board.id().equals(own.id()));
        return Stream.concat(Stream.of(own), others).toList();
    }

    @Override
    public BoardSummary summary() {
        BoardView view = view();
        return new BoardSummary(view.board(), Metrics.of(view.tasks()));
    }

    @Override
    public Metrics metrics() {
        return Metrics.of(view().tasks());
    }

    /** In the order in which the tasks were created, which moving them does not change. */
    @Override
    public Page<Task> tasks(TaskFilter filter) {
        String after = Cursors.read(filter.cursor());
        List<Task> left = view().tasks().stream()
                .filter(task -> Json.BY_ID.compare(task.id(), after) > 0)
                .filter(filter::matches)
                .toList();
        return Cursors.page(left, Task::id, filter.limit());
    }

    @Override
    public Task task(String task) {
        return view().task(task);
    }

    @Override
    public List<Task> dependents(String task) {
        BoardView view = view();
        String id = view.card(task).id();
        return view.tasks().stream()
                .filter(other -> other.dependencies().contains(id))
                .toList();
    }

    @Override
    public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        Api api = api();
        return comments.page(api, boards.read(api).card(task), limit, cursor);
    }

    @Override
    public List<Attachment> attachments(String task) {
        Api api = api();
        return new Files(api, boards.read(api).card(task)).all();
    }

    @Override
    public Content download(String task, String attachment) {
        Api api = api();
        return new Files(api, boards.read(api).card(task)).read(attachment);
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        Account account = me();
        command.require(CAPABILITIES);
        Api api = server.api();
        BoardView view = boards.read(api);
        view.snapshot().requireMember(account);
        return new Application(api, boards, comments, account, view).of(command);
    }
}

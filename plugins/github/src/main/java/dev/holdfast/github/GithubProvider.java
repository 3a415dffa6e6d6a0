package dev.holdfast.github;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardSummary;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A board in a project on GitHub, whose tasks are the issues of one repository. */
final class GithubProvider implements BoardProvider {

    private final Settings settings;
    private final Clock clock;
    private final Api api;
    private final Layouts layouts;
    private final Issues issues;
    private final Creations creations;
    private final Listing listing;
    private final Polls polls;

    /** GitHub asks for one write at a time; in the order in which they came. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private volatile State state = State.NEW;

    private enum State {
        NEW,
        CONNECTED,
        CLOSED
    }

    GithubProvider(Settings settings, ProviderContext context) {
        this.settings = settings;
        clock = context.clock();
        api = new Api(settings, context.http(), clock);
        layouts = new Layouts(settings, api, clock);
        issues = new Issues(settings, api);
        creations = new Creations(api);
        listing = new Listing(settings, api, issues);
        polls = new Polls(api, clock);
    }

    @Override
    public Set<Capability> capabilities() {
        EnumSet<Capability> capabilities = EnumSet.of(
                Capability.SUBTASKS,
                Capability.PRIORITIES,
                Capability.DUE_DATES,
                Capability.HOURS,
                Capability.ACCEPTANCE_CRITERIA);
        if (settings.dependencies()) {
            capabilities.add(Capability.DEPENDENCIES);
        }
        if (settings.branch() != null) {
            capabilities.add(Capability.ATTACHMENTS);
        }
        return capabilities;
    }

    @Override
    public void connect() {
        if (state == State.CLOSED) {
            throw new IllegalStateException("The provider is closed");
        }
        Project _ = layouts.project(deadline());
        state = State.CONNECTED;
    }

    @Override
    public void close() {
        state = State.CLOSED;
    }

    @Override
    public BoardCheck check() {
        Deadline deadline = begin();
        boolean branch = settings.branch() == null || branch(settings.branch()).exists(deadline);
        return new Check(layouts.now(deadline), branch).result();
    }

    @Override
    public Board setUp() {
        Deadline deadline = begin();
        return writing(deadline, () -> {
            new SetUp(settings, layouts.project(deadline)).run(api, deadline);
            if (settings.branch() != null) {
                branch(settings.branch()).require(deadline);
            }
            return layouts.now(deadline).board();
        });
    }

    @Override
    public Board board() {
        return layouts.now(begin()).board();
    }

    @Override
    public List<Board> boards() {
        return layouts.all(begin());
    }

    @Override
    public BoardSummary summary() {
        Deadline deadline = begin();
        Layout layout = layouts.now(deadline);
        return new BoardSummary(layout.board(), listing.metrics(layout, deadline));
    }

    @Override
    public Metrics metrics() {
        Deadline deadline = begin();
        return listing.metrics(layouts.recent(deadline), deadline);
    }

    @Override
    public Page<Task> tasks(TaskFilter filter) {
        Deadline deadline = begin();
        Layout layout = layouts.recent(deadline);
        return polls.page(filter, layout, deadline, () -> listing.page(filter, layout, deadline));
    }

    @Override
    public Task task(String task) {
        Deadline deadline = begin();
        return issues.task(Issues.number(task), layouts.recent(deadline), deadline);
    }

    @Override
    public List<Task> dependents(String task) {
        Deadline deadline = begin();
        Layout layout = layouts.recent(deadline);
        return listing.dependents(issues.require(task, layout, deadline).number(), layout, deadline);
    }

    @Override
    public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > TaskFilter.MAX_LIMIT) {
            throw new BoardFailure.Rejected("limit must be between 1 and " + TaskFilter.MAX_LIMIT);
        }
        Deadline deadline = begin();
        return new Discussion(api, onBoard(task, deadline)).page(limit, cursor, deadline);
    }

    @Override
    public List<Attachment> attachments(String task) {
        Deadline deadline = begin();
        Files files = new Files(settings, api);
        return files.of(onBoard(task, deadline), deadline);
    }

    @Override
    public Content download(String task, String attachment) {
        Deadline deadline = begin();
        Files files = new Files(settings, api);
        return files.read(onBoard(task, deadline), attachment, deadline);
    }

    @Override
    public CommandResult apply(BoardCommand command) {
        Deadline deadline = begin();
        command.require(capabilities());
        return writing(deadline, () -> apply(command, deadline));
    }

    /** What is refused by a layout that is not quite new is tried again with a new one, if that is another. */
    private CommandResult apply(BoardCommand command, Deadline deadline) {
        Layout layout = layouts.recent(deadline);
        try {
            return apply(command, layout, deadline);
        } catch (BoardFailure.Rejected e) {
            Layout now = layouts.now(deadline);
            if (now.equals(layout)) {
                throw e;
            }
            return apply(command, now, deadline);
        }
    }

    private CommandResult apply(BoardCommand command, Layout layout, Deadline deadline) {
        return new Commands(api, issues, creations, layout, deadline, clock.instant()).apply(command);
    }

    private int onBoard(String task, Deadline deadline) {
        return issues.require(task, layouts.recent(deadline), deadline).number();
    }

    private Branch branch(String name) {
        return new Branch(settings, api, name);
    }

    private Deadline begin() {
        if (state != State.CONNECTED) {
            throw new IllegalStateException("The provider is not connected");
        }
        return deadline();
    }

    private static Deadline deadline() {
        return Deadline.after(HttpCall.LONGEST);
    }

    private <T> T writing(Deadline deadline, Supplier<T> action) {
        try {
            if (!writing.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BoardFailure.Unavailable(
                        "Earlier commands for this board are still under way", Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardFailure.Unavailable("The call was broken off");
        }
        try {
            return action.get();
        } finally {
            polls.forget();
            writing.unlock();
        }
    }
}

package dev.holdfast.spi;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One board of one back end. Thread-safe: a warm process shares it between concurrent calls.
 *
 * <p>Every method but {@link #capabilities} and {@link #close} may throw any {@link BoardFailure}, and nothing else but
 * {@link IllegalStateException} before {@link #connect} and after {@link #close}. A call ends within 5 seconds, with
 * {@link BoardFailure.Unavailable} if the back end has not answered; at most 1 MiB of an answer is read, attachments
 * apart.
 */
public interface BoardProvider extends AutoCloseable {

    /** What this board can do, known before {@link #connect} and never changing. */
    Set<Capability> capabilities();

    /**
     * Checks the credentials and reaches the back end. Connecting again is harmless.
     *
     * @throws BoardFailure.Unauthorized when the back end does not accept the credentials
     */
    void connect();

    /**
     * As whom the provider is connected, how it reads the names on the board, and what the board lacks.
     *
     * @throws BoardFailure.NotFound before it is set up
     */
    default BoardCheck check() {
        return BoardCheck.of(board());
    }

    /**
     * Creates the board and a column for each {@link Status} where they are missing, and leaves the rest as it is.
     *
     * @throws BoardFailure.Unsupported when they are missing and the back end lets nobody create them
     */
    default Board setUp() {
        return board();
    }

    /**
     * The board and its columns, in their order.
     *
     * @throws BoardFailure.NotFound before it is set up
     */
    Board board();

    /** The boards that the credentials reach, {@link #board} among them. */
    default List<Board> boards() {
        return List.of(board());
    }

    /** The board with its metrics. */
    default BoardSummary summary() {
        return new BoardSummary(board(), metrics());
    }

    /** How many tasks are where; counts all tasks, not a page of them. By default, by reading them. */
    default Metrics metrics() {
        return Metrics.of(Page.all(cursor -> tasks(TaskFilter.all().after(cursor))));
    }

    /**
     * Tasks in an order that does not change while pages are read: a task that matches all the while is seen exactly
     * once, whatever is created meanwhile.
     *
     * @throws BoardFailure.Rejected for a cursor that did not come from here
     */
    Page<Task> tasks(TaskFilter filter);

    /**
     * One task, by its id. A task answers to exactly one spelling of its id, here and wherever else a task is named: two
     * workers could hold it under two. What people call it, where that is another name, may be taken here, and only here.
     *
     * @throws BoardFailure.NotFound when there is none
     */
    Task task(String task);

    /**
     * Every task that names this one among its dependencies. By default, found by reading all tasks.
     *
     * @throws BoardFailure.NotFound when there is no such task
     */
    default List<Task> dependents(String task) {
        String id = task(task).id();
        return Page.all(cursor -> tasks(TaskFilter.all().after(cursor))).stream()
                .filter(other -> other.dependencies().contains(id))
                .toList();
    }

    /**
     * The comments on a task, oldest first.
     *
     * @param limit 1 to {@value TaskFilter#MAX_LIMIT}
     * @param cursor of the page before, null for the first
     * @throws BoardFailure.NotFound when there is no such task
     */
    Page<Comment> comments(String task, int limit, @Nullable String cursor);

    /**
     * What is attached to a task, oldest first.
     *
     * @throws BoardFailure.Unsupported without {@link Capability#ATTACHMENTS}
     */
    default List<Attachment> attachments(String task) {
        throw new BoardFailure.Unsupported(Capability.ATTACHMENTS);
    }

    /**
     * The bytes of an attachment.
     *
     * @throws BoardFailure.NotFound when the task has no such attachment
     * @throws BoardFailure.Unsupported without {@link Capability#ATTACHMENTS}
     */
    default Content download(String task, String attachment) {
        throw new BoardFailure.Unsupported(Capability.ATTACHMENTS);
    }

    /**
     * Carries a command out, wholly or not at all. Once it has succeeded, the same command under the same id has no
     * further effect and answers with the same ids (its task as it was then, or as it stands). Of {@code Create},
     * {@code AddComment}, {@code ReportBlocker}, {@code ReportProgress} and {@code Attach} that is true of every
     * provider; of the others, whose repetition sets what they set before, with {@link Capability#COMMAND_MEMORY}.
     *
     * @throws BoardFailure.NotFound when a task or attachment that the command names does not exist
     * @throws BoardFailure.Rejected for a column that the board does not have, or a task that another worker holds
     * @throws BoardFailure.Unsupported for a field or command of a capability that the provider does not declare
     * @throws BoardFailure.Unavailable also when the command may have been carried out; repeat it under its id
     */
    CommandResult apply(BoardCommand command);

    /** Lets go of connections and files. Never throws; closing again is harmless. */
    @Override
    void close();
}

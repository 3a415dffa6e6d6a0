package dev.holdfast.board;

import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for; all conditions that are given must hold.
 *
 * @param available only what an agent may take: waiting, and held by nobody whose lease goes on
 * @param agent only what this agent holds; null for anybody's
 * @param cursor the provider's own; null for the first page
 */
public record TaskQuery(
        boolean available,
        @Nullable String agent,
        @Nullable Status status,
        @Nullable String label,
        int limit,
        @Nullable String cursor) {

    /** In place of a provider's cursor: its first page is still to come. No provider's own, which hold no line feed. */
    static final String START = "\n";

    TaskQuery atMost(int fewer) {
        return new TaskQuery(available, agent, status, label, fewer, cursor);
    }

    /** The same from another page on. */
    public TaskQuery after(@Nullable String page) {
        return new TaskQuery(available, agent, status, label, limit, page);
    }

    /** The same list whatever its page. */
    public String listName() {
        return "tasks\n" + available + "\n" + agent + "\n" + status + "\n" + label;
    }

    /**
     * What the provider is asked for: tasks that it shows as held may be free, because the lease has ended, so that
     * free ones are sorted out here.
     */
    TaskFilter filter() {
        Status wanted = available && status == null ? Status.TODO : status;
        return new TaskFilter(false, agent, wanted, label, limit, START.equals(cursor) ? null : cursor);
    }
}

package dev.holdfast.activity;

import dev.holdfast.table.Budget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what was decided, newest first. Thread-safe. */
public final class Decisions {
    private static final int MOST_PAGES = 10;
    private static final int PAGE = 100;

    private final Feed feed;

    public Decisions(Feed feed) {
        this.feed = feed;
    }

    /**
     * What the decisions wanted concern: the task or the path, all when both are null.
     *
     * @param path a decision on it, on a directory that it is in or on something in it
     */
    public record About(@Nullable String task, @Nullable ProjectPath path) {
        boolean matches(Event event) {
            Decision decision = Decision.of(event);
            return (task == null && path == null)
                    || (task != null && task.equals(decision.task()))
                    || (path != null && decision.path() != null && path.meets(decision.path()));
        }

        boolean isAll() {
            return task == null && path == null;
        }
    }

    /** @param next the id to go on before; null on the last page */
    public record Page(List<Event> decisions, @Nullable String next) {}

    /**
     * One page, for which at most {@value #MOST_PAGES} pages of the store are read: it may have fewer decisions than
     * {@code limit} though more follow.
     */
    public Page page(Budget budget, ProjectRef owner, About about, @Nullable String before, int limit) {
        List<Event> found = new ArrayList<>();
        String position = before;
        // One more than wanted tells whether any follow.
        int pageSize = about.isAll() ? limit + 1 : PAGE;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Feed.Slice slice = feed.newest(budget, owner.decisions(), Span.ALWAYS, position, pageSize);
            for (Event event : slice.events()) {
                if (about.matches(event)) {
                    if (found.size() == limit) {
                        return new Page(found, found.getLast().id());
                    }
                    found.add(event);
                }
                position = event.id();
            }
            if (!slice.more()) {
                return new Page(found, null);
            }
        }
        return new Page(found, position);
    }
}

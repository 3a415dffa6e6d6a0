package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Pages of tasks as they were, so that asking again costs nothing of GitHub's limit. They hold while the issue that
 * changed last and the project are the same in two short answers, which are asked for by their entity tags.
 * Thread-safe, bounded.
 */
final class Polls {

    /** What neither answer may show, such as an issue that was deleted, is seen after this at the latest. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** GitHub's times are whole seconds: of what changed just now, the next change may look the same. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final int MOST = 32;

    private final Api api;
    private final Clock clock;
    private final Map<TaskFilter, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskFilter, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(State state, Instant readAt, Page<Task> page) {}

    /** What the board looks like from outside. */
    private record State(String issues, String project, Instant changedAt) {}

    Polls(Api api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** The page of a filter: the one that is known if it holds, else what is read now. */
    Page<Task> page(TaskFilter filter, Layout layout, Deadline deadline, Supplier<Page<Task>> read) {
        Optional<State> state = state(layout, deadline);
        Instant now = clock.instant();
        Optional<Page<Task>> before = state.flatMap(current -> find(filter, current, now));
        if (before.isPresent()) {
            return before.get();
        }
        Page<Task> page = read.get();
        state.filter(current -> current.changedAt().plus(SETTLED).isBefore(now))
                .ifPresent(current -> keep(filter, new Known(current, now, page)));
        return page;
    }

    /** Forgets what is known, for something was changed from here. */
    synchronized void forget() {
        known.clear();
    }

    private synchronized Optional<Page<Task>> find(TaskFilter filter, State state, Instant now) {
        return Optional.ofNullable(known.get(filter))
                .filter(last -> last.state().equals(state))
                .filter(last -> last.readAt().plus(LONGEST).isAfter(now))
                .map(Known::page);
    }

    private synchronized void keep(TaskFilter filter, Known page) {
        known.put(filter, page);
    }

    /** None where the server has no REST API of projects, or the token no way to it. */
    private Optional<State> state(Layout layout, Deadline deadline) {
        try {
            JsonNode issues =
                    api.get(api.repository("/issues?state=all&sort=updated&direction=desc&per_page=1"), deadline);
            JsonNode project = api.get(layout.address(), deadline);
            Instant projectChanged = Json.time(project, "updated_at");
            Instant issueChanged = issues.isEmpty() ? Instant.EPOCH : Json.time(issues.path(0), "updated_at");
            return Optional.of(new State(
                    issues.path(0).path("id") + " " + issueChanged,
                    projectChanged.toString(),
                    issueChanged.isAfter(projectChanged) ? issueChanged : projectChanged));
        } catch (BoardFailure.NotFound | BoardFailure.Unauthorized e) {
            return Optional.empty();
        }
    }
}

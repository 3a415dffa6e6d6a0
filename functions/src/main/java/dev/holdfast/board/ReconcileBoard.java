package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Triggers;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.NewJob;
import dev.holdfast.queue.Outcome;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a board because it is said to have changed, and tells the feed which tasks are new, other or gone. What it
 * sees is kept as the board's last good copy.
 */
final class ReconcileBoard implements JobHandler {
    static final String KIND = "reconcile-board";
    static final String CHANGED = "board.changed";

    /** Hints within it make one look, at its end: none of them comes after what they tell of was read. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private static final String KNOWN = "known tasks";
    private static final int MOST_PAGES = 20;
    /** For one more page, and to tell what was seen. */
    private static final Duration ENOUGH = Duration.ofSeconds(15);

    private static final int MOST_NAMED = 50;
    private static final int MOST_ATTEMPTS = 6;

    private final Table table;
    private final Resolve projects;
    private final Bindings bindings;
    private final Copies copies;
    private final Feed feed;
    private final Triggers triggers;
    private final Wake wake;
    private final Clock clock;

    ReconcileBoard(
            Table table,
            Resolve projects,
            Bindings bindings,
            Copies copies,
            Feed feed,
            Triggers triggers,
            Wake wake,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.bindings = bindings;
        this.copies = copies;
        this.feed = feed;
        this.triggers = triggers;
        this.wake = wake;
        this.clock = clock;
    }

    /** The one look that a hint of now asks for. */
    static NewJob soon(ProjectRef owner, Instant now) {
        long end = now.getEpochSecond() / TOGETHER.toSeconds() * TOGETHER.toSeconds() + TOGETHER.toSeconds();
        String id = KIND + ":" + owner.project() + "." + owner.incarnation() + ":" + end;
        return NewJob.of(KIND, id, new byte[0], Instant.ofEpochSecond(end))
                .forProject(owner.project())
                .triedAtMost(MOST_ATTEMPTS);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome run(Job job, Lease lease) {
        Budget budget = lease.budget();
        Call call = Call.ofHoldfast(job.tenant(), budget);
        try {
            Project project = projects.byCloudUuid(call, Objects.requireNonNull(job.project()));
            Binding binding = bindings.bind(budget, project);
            look(budget, lease, binding).ifPresent(seen -> tell(budget, binding, seen, job.id()));
            return new Outcome.Done();
        } catch (BoardFailure failure) {
            return failure.passing()
                    ? new Outcome.Retry(
                            Refusals.words(failure), failure.retryAfter().orElse(null))
                    : new Outcome.Reject(Refusals.words(failure));
        } catch (InvalidConfig invalid) {
            return new Outcome.Reject(Refusals.of(invalid).detail());
        } catch (Refusal refused) {
            if (refused.reason() == Reason.PROJECT_NOT_FOUND) {
                return new Outcome.Done();
            }
            throw refused;
        }
    }

    /** @param whole false when the board has more tasks than are looked at, or than there was time for */
    private record Seen(Map<String, String> digests, boolean whole) {}

    /** Page by page, for none may take longer than a call of a provider; empty when another worker has the job. */
    private static Optional<Seen> look(Budget budget, Lease lease, Binding binding) {
        Map<String, String> digests = new TreeMap<>();
        @Nullable String cursor = null;
        for (int pages = 0; pages < MOST_PAGES && (pages == 0 || budget.left().compareTo(ENOUGH) > 0); pages++) {
            TaskFilter filter = TaskFilter.all().after(cursor);
            Looked page = binding.ask(budget, provider -> Looked.at(provider.tasks(filter)));
            digests.putAll(page.digests());
            cursor = page.next();
            if (cursor == null) {
                return Optional.of(new Seen(digests, true));
            }
            if (!lease.extend()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Seen(digests, false));
    }

    private record Looked(
            Map<String, String> digests, @Nullable String next) {
        static Looked at(Page<Task> page) {
            Map<String, String> digests = new TreeMap<>();
            for (Task task : page.items()) {
                digests.put(
                        task.id(),
                        Copies.digest(StrictJson.write(BoardJson.task(task))).substring(0, 8));
            }
            return new Looked(digests, page.nextCursor());
        }
    }

    private void tell(Budget budget, Binding binding, Seen seen, String job) {
        String question = binding.board() + "\n" + KNOWN;
        Optional<ObjectNode> known =
                copies.find(budget, binding.owner(), question).map(Copies.Copy::answer);
        if (known.isPresent()) {
            ObjectNode details = differences(known.get(), seen);
            if (!details.isEmpty()) {
                boolean wakes = triggers.waitFor(budget, binding.owner(), CHANGED);
                String operation = job.substring(job.lastIndexOf(':') + 1);
                Event event = Event.of(
                        clock.instant(), "reconcile-" + operation, CHANGED, "holdfast", "board", "changed", details);
                table.write(budget, feed.write(binding.owner(), event, wakes));
                if (wakes) {
                    wake.now();
                }
            }
        }
        // What was not looked at stays known: else the next look would take it for new.
        ObjectNode now = seen.whole() ? BoardJson.object() : known.orElseGet(BoardJson::object);
        seen.digests().forEach(now::put);
        copies.replace(budget, binding.owner(), question, now);
    }

    private static ObjectNode differences(ObjectNode known, Seen seen) {
        TreeSet<String> created = new TreeSet<>();
        TreeSet<String> changed = new TreeSet<>();
        TreeSet<String> removed = new TreeSet<>();
        seen.digests().forEach((task, digest) -> {
            JsonNode before = known.path(task);
            if (before.isMissingNode()) {
                created.add(task);
            } else if (!before.asText().equals(digest)) {
                changed.add(task);
            }
        });
        known.fieldNames().forEachRemaining(task -> {
            // New tasks may have pushed it out of what is looked at.
            if (seen.whole() && !seen.digests().containsKey(task)) {
                removed.add(task);
            }
        });
        ObjectNode details = BoardJson.object();
        put(details, "created", created);
        put(details, "changed", changed);
        put(details, "removed", removed);
        return details;
    }

    private static void put(ObjectNode details, String name, Set<String> tasks) {
        if (!tasks.isEmpty()) {
            ArrayNode named = details.put(name + "_count", tasks.size()).putArray(name);
            tasks.stream().limit(MOST_NAMED).forEach(named::add);
        }
    }
}

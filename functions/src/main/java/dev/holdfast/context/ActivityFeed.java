package dev.holdfast.context;

import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.project.Project;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that happened in a project, newest first: its stored events and decisions, its registrations, and the changes of
 * its stores, each read where it is kept. Thread-safe.
 */
public final class ActivityFeed {
    private static final int LEAST_PER_PAGE = 4;
    private static final int MOST_PER_PAGE = 100;
    /** Left for the answer. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private static final String BETWEEN = ";";
    private static final String IS_AT = "=";

    private final Registry registry;
    private final States states;
    private final Feed feed;
    private final Cursors cursors;

    public ActivityFeed(Registry registry, States states, Feed feed, Cursors cursors) {
        this.registry = registry;
        this.states = states;
        this.feed = feed;
        this.cursors = cursors;
    }

    /** @param nextCursor null on the last page */
    public record Page(List<Event> events, @Nullable String nextCursor) {}

    /**
     * One page. It may have fewer events than {@code limit}, even none, though more follow: a call looks at
     * {@value ActivityFeedMerge#MOST_EXAMINED} events and {@value ActivityFeedReading#MOST_PAGES} pages of each source
     * at most. What happens while pages are asked for is in none of the later ones.
     *
     * @throws dev.holdfast.problem.Refusal PROJECT_NOT_FOUND, INVALID_CURSOR
     */
    public Page page(Call call, UUID project, ActivityFeedFilter filter, @Nullable String cursor, int limit) {
        Project standing = registry.resolve().byCloudUuid(call, project);
        String list = "feed\n" + project + "." + standing.incarnation() + "\n" + filter.name();
        Map<String, String> from = cursor == null ? null : positions(cursors.open(call, list, cursor));
        List<ActivityFeedSource> sources = sources(call, standing, filter).stream()
                .filter(source -> from == null || from.containsKey(source.name()))
                .toList();
        int pageSize = Math.clamp(2L * limit / Math.max(1, sources.size()) + 1, LEAST_PER_PAGE, MOST_PER_PAGE);
        List<ActivityFeedReading> readings = Parallel.map(sources, source -> {
            String position = from == null ? null : from.get(source.name());
            ActivityFeedReading reading = new ActivityFeedReading(source, filter.span(), position, pageSize);
            reading.fill();
            return reading;
        });
        ActivityFeedMerge.Merged merged = ActivityFeedMerge.page(
                readings, filter::matches, limit, () -> call.budget().left().compareTo(RESERVE) > 0);
        String next = merged.next().isEmpty() ? null : cursors.seal(call, list, text(merged.next()));
        return new Page(merged.events(), next);
    }

    /** Those that may have what the filter lets through; no others are asked. */
    private List<ActivityFeedSource> sources(Call call, Project project, ActivityFeedFilter filter) {
        List<ActivityFeedSource> sources = new ArrayList<>();
        ProjectRef owner = project.ref();
        if (!filter.takesDecisionsOnly()) {
            sources.add(new ActivityFeedSources.Stored("f", call, feed, owner.events(), filter.span()));
        }
        if (filter.takes(Event.DECISION)) {
            sources.add(new ActivityFeedSources.Stored("d", call, feed, owner.decisions(), filter.span()));
        }
        if (filter.takesAny(ActivityFeedSources.REGISTRATION_TYPES)
                && filter.takesResource(ActivityFeedSources.PROJECT)) {
            sources.add(new ActivityFeedSources.Registrations(call, registry.history(), project));
        }
        if (filter.takesAny(ActivityFeedSources.STORE_TYPES)) {
            for (StoreName store : stores(call, project, filter)) {
                sources.add(new ActivityFeedSources.Store(call, states.history(), project, store));
            }
        }
        return sources;
    }

    private List<StoreName> stores(Call call, Project project, ActivityFeedFilter filter) {
        if (filter.resource() == null) {
            return states.history().stores(call, project.cloudUuid(), project.incarnation());
        }
        Optional<String> named = filter.store().filter(StoreName::isOne);
        return named.map(StoreName::new).stream().toList();
    }

    private static String text(Map<String, String> positions) {
        return positions.entrySet().stream()
                .map(entry -> entry.getKey() + IS_AT + entry.getValue())
                .collect(Collectors.joining(BETWEEN));
    }

    private static Map<String, String> positions(String text) {
        return Arrays.stream(text.split(BETWEEN, -1))
                .map(part -> part.split(IS_AT, 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }
}

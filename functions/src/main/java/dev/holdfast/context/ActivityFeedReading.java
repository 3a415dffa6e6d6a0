package dev.holdfast.context;

import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source being read, some events ahead, within one call. Not thread-safe. */
final class ActivityFeedReading {
    static final int MOST_PAGES = 10;
    private static final int MOST_PER_PAGE = 100;
    /** What one source tells may be out of the order of time by no more: clocks of instances differ. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final ActivityFeedSource source;
    private final Span span;
    private final Deque<ActivityFeedSource.Positioned> ahead = new ArrayDeque<>();
    private @Nullable String position;
    private int pageSize;
    private int pages;
    private boolean more = true;

    /** @param position where the last page ended; null for the beginning */
    ActivityFeedReading(ActivityFeedSource source, Span span, @Nullable String position, int pageSize) {
        this.source = source;
        this.span = span;
        this.position = position;
        this.pageSize = pageSize;
    }

    String name() {
        return source.name();
    }

    /** The newest event that was not taken yet. */
    Optional<Event> head() {
        return ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.getFirst().event());
    }

    /** Whether {@link #fill} is needed to know the head. */
    boolean isDry() {
        return ahead.isEmpty() && more;
    }

    /** Whether its share of one call is used up. */
    boolean isSpent() {
        return pages == MOST_PAGES;
    }

    /** Reads until there is a head, nothing more, or this call's share is used up. */
    void fill() {
        while (isDry() && !isSpent()) {
            ActivityFeedSource.Slice slice = source.read(position, pageSize);
            pages++;
            pageSize = Math.min(2 * pageSize, MOST_PER_PAGE);
            more = slice.more() && !slice.events().isEmpty();
            for (ActivityFeedSource.Positioned event : slice.events()) {
                if (span.isAfter(event.event().at().plus(DISORDER))) {
                    more = false;
                    break;
                }
                ahead.addLast(event);
            }
        }
    }

    Event take() {
        ActivityFeedSource.Positioned taken = ahead.removeFirst();
        position = taken.after();
        return taken.event();
    }

    /** Where to go on; empty when there is nothing more. */
    Optional<String> next() {
        if (ahead.isEmpty()) {
            return more ? Optional.ofNullable(position) : Optional.empty();
        }
        return Optional.of(ahead.getFirst().from());
    }
}

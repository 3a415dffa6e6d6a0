package dev.holdfast.context;

import dev.holdfast.activity.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the places that a project's events are read from, newest first, in an order of its own. */
interface ActivityFeedSource {
    /** Short and unique within the project; letters, digits, - and _. */
    String name();

    /**
     * Reads on.
     *
     * @param position one that a {@link Positioned} of this source told; null for the beginning
     * @param limit how many are wanted; there may be fewer although more follow
     */
    Slice read(@Nullable String position, int limit);

    /**
     * An event and where it stands.
     *
     * @param from the position from which reading brings this event first
     * @param after the position from which reading brings what follows it
     */
    record Positioned(Event event, String from, String after) {}

    record Slice(List<Positioned> events, boolean more) {}
}

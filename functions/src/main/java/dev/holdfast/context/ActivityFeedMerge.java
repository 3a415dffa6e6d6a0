package dev.holdfast.context;

import dev.holdfast.activity.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Many sources as one list: always the newest of their heads next, of equally new ones that of the earlier source. Each
 * source keeps its own order, so going on from where each stood neither leaves out nor repeats an event, whatever their
 * times say.
 */
final class ActivityFeedMerge {
    /** Events looked at for one page, so that a filter that hardly anything matches ends too. */
    static final int MOST_EXAMINED = 1_000;

    private ActivityFeedMerge() {}

    /** @param next where each source that has more goes on; empty on the last page */
    record Merged(List<Event> events, Map<String, String> next) {}

    /**
     * Merges a page.
     *
     * @param readings filled once
     * @param hasTime asked before another page of a source is read
     */
    static Merged page(
            List<ActivityFeedReading> readings, Predicate<Event> wanted, int limit, BooleanSupplier hasTime) {
        List<Event> events = new ArrayList<>();
        for (int examined = 0; events.size() < limit && examined < MOST_EXAMINED; examined++) {
            ActivityFeedReading newest = newest(readings);
            if (newest == null) {
                break;
            }
            Event event = newest.take();
            if (wanted.test(event)) {
                events.add(event);
            }
            if (newest.isDry() && events.size() < limit) {
                if (newest.isSpent() || !hasTime.getAsBoolean()) {
                    break;
                }
                newest.fill();
            }
        }
        Map<String, String> next = new LinkedHashMap<>();
        readings.forEach(reading -> reading.next().ifPresent(position -> next.put(reading.name(), position)));
        return new Merged(events, next);
    }

    private static @Nullable ActivityFeedReading newest(List<ActivityFeedReading> readings) {
        ActivityFeedReading newest = null;
        Event first = null;
        for (ActivityFeedReading reading : readings) {
            Optional<Event> head = reading.head();
            if (head.isPresent() && (first == null || head.get().at().isAfter(first.at()))) {
                newest = reading;
                first = head.get();
            }
        }
        return newest;
    }
}

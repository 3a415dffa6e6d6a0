package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest views that this instance knows, least recently used out, and the queue of its writers for each log:
 * refused puts are billed, so writers of one log do not race inside an instance. Thread-safe.
 */
final class ViewCache<S> {
    private static final int MOST_LOGS = 256;
    /** A parsed document takes several times its length. */
    private static final long MOST_STATE_BYTES = 16L << 20;

    private final Map<LogName, Place<S>> places = new LinkedHashMap<>(16, 0.75f, true);
    private long stateBytes;

    private static final class Place<S> {
        private final ReentrantLock queue = new ReentrantLock(true);
        private @Nullable View<S> view;

        private long weight() {
            return view == null || !view.isOpen() ? 0 : view.start().stateBytes();
        }
    }

    /** Ends one's turn. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    synchronized @Nullable View<S> get(LogName log) {
        Place<S> place = places.get(log);
        return place == null ? null : place.view;
    }

    /** Keeps the view unless a newer one is known; answers {@code view}. */
    synchronized View<S> keep(LogName log, View<S> view) {
        Place<S> place = place(log);
        if (place.view == null || place.view.head() <= view.head()) {
            stateBytes -= place.weight();
            place.view = view;
            stateBytes += place.weight();
            evict(place);
        }
        return view;
    }

    /** Waits for one's turn to write. */
    Turn writing(LogName log, Budget budget) {
        ReentrantLock queue = queue(log);
        try {
            if (queue.tryLock(budget.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                return queue::unlock;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(
                Reason.UNAVAILABLE, "Too many write to this at once. Send the call again.", Map.of("retry_after", 1));
    }

    private synchronized ReentrantLock queue(LogName log) {
        return place(log).queue;
    }

    private Place<S> place(LogName log) {
        return places.computeIfAbsent(log, _ -> new Place<>());
    }

    private void evict(Place<S> kept) {
        Iterator<Place<S>> eldest = places.values().iterator();
        while ((places.size() > MOST_LOGS || stateBytes > MOST_STATE_BYTES) && eldest.hasNext()) {
            Place<S> place = eldest.next();
            // A place that writers stand at must stay the one they queue at.
            if (place != kept && !place.queue.isLocked()) {
                stateBytes -= place.weight();
                eldest.remove();
            }
        }
    }
}

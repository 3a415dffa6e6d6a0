package dev.holdfast.log;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Budget;
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

    private final Map<LogName, Place<S>> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LogName, Place<S>> eldest) {
            return size() > MOST_LOGS && !eldest.getValue().queue.isLocked();
        }
    };

    private static final class Place<S> {
        private final ReentrantLock queue = new ReentrantLock(true);
        private volatile @Nullable View<S> view;
    }

    /** Ends one's turn. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    @Nullable
    View<S> get(LogName log) {
        return place(log).view;
    }

    /** Keeps the view unless a newer one is known; answers {@code view}. */
    View<S> keep(LogName log, View<S> view) {
        Place<S> place = place(log);
        synchronized (place) {
            View<S> known = place.view;
            if (known == null || known.head() <= view.head()) {
                place.view = view;
            }
        }
        return view;
    }

    /** Waits for one's turn to write. */
    Turn writing(LogName log, Budget budget) {
        ReentrantLock queue = place(log).queue;
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

    private Place<S> place(LogName log) {
        synchronized (places) {
            return places.computeIfAbsent(log, _ -> new Place<>());
        }
    }
}

package dev.holdfast.queue;

import dev.holdfast.table.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The right to work on a job for a time: its visibility timeout. After it the job falls due for another worker. */
public final class Lease {
    /** How long a lease lasts from when it was granted or extended. */
    public static final Duration TERM = Duration.ofSeconds(60);

    /** How far the clocks of two instances may be apart. */
    static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Budget budget;
    private final Supplier<Instant> extension;
    private Instant end;

    /** @param extension answers the new end, or {@link Instant#MIN} when the lease is lost */
    Lease(Budget budget, Instant end, Supplier<Instant> extension) {
        this.budget = budget;
        this.end = end;
        this.extension = extension;
    }

    /** What the attempt may use. */
    public Budget budget() {
        return budget;
    }

    /** Until when nobody else works on the job, whatever their clock says. */
    public synchronized Instant end() {
        return end;
    }

    /**
     * Lasts for another {@link #TERM} from now.
     *
     * @return false when it was lost: stop, another worker has the job
     */
    public synchronized boolean extend() {
        Instant extended = extension.get();
        if (extended.equals(Instant.MIN)) {
            return false;
        }
        end = extended;
        return true;
    }
}

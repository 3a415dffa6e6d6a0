package dev.holdfast.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** At most one wake a second by this instance. Thread-safe. */
public final class WakeOnceASecond implements Wake {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Wake wake;
    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    public WakeOnceASecond(Wake wake, Clock clock) {
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public void now() {
        Instant before = last.get();
        Instant now = clock.instant();
        if (!before.plus(PAUSE).isAfter(now) && last.compareAndSet(before, now)) {
            wake.now();
        }
    }
}

package dev.holdfast.linear;

import dev.holdfast.spi.BoardFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Until when Linear takes no more calls, as far as it said. Thread-safe. */
final class RateLimit {

    private final Clock clock;
    private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @throws BoardFailure.RateLimited while a limit is known to last */
    void check() {
        Instant end = until.get();
        Instant now = now();
        if (now.isBefore(end)) {
            throw new BoardFailure.RateLimited("Linear takes no more calls for now", Duration.between(now, end));
        }
    }

    void remember(BoardFailure.RateLimited limited) {
        Instant end = limited.retryAfter().map(now()::plus).orElse(Instant.MIN);
        until.accumulateAndGet(end, (known, told) -> told.isAfter(known) ? told : known);
    }
}

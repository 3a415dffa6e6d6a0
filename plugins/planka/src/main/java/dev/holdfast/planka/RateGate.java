package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps calls back while the server is known to refuse them. Thread-safe. */
final class RateGate {

    private final Clock clock;
    private final AtomicReference<Instant> opens = new AtomicReference<>(Instant.MIN);

    RateGate(Clock clock) {
        this.clock = clock;
    }

    /** @throws BoardFailure.RateLimited while it is shut */
    void pass() {
        Instant until = opens.get();
        Duration left = until.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (left.isPositive()) {
            throw limited(left);
        }
    }

    /** Shuts it for so long at least: a call that was refused beside this one may have been told a longer wait. */
    BoardFailure.RateLimited shut(Duration wait) {
        Instant now = clock.instant();
        Instant until = opens.accumulateAndGet(now.plus(wait), (one, other) -> one.isAfter(other) ? one : other);
        return limited(Duration.between(now, until));
    }

    private static BoardFailure.RateLimited limited(Duration wait) {
        return new BoardFailure.RateLimited("The board's server takes no more calls for now", wait);
    }
}

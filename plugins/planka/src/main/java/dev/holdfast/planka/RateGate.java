package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Keeps calls back while the server is known to refuse them. Thread-safe. */
final class RateGate {

    private final Clock clock;
    private volatile Instant opens = Instant.MIN;

    RateGate(Clock clock) {
        this.clock = clock;
    }

    /** @throws BoardFailure.RateLimited while it is shut */
    void pass() {
        Duration left = opens.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), opens);
        if (left.isPositive()) {
            throw limited(left);
        }
    }

    /** Shuts it for so long. */
    BoardFailure.RateLimited shut(Duration wait) {
        opens = clock.instant().plus(wait);
        return limited(wait);
    }

    private static BoardFailure.RateLimited limited(Duration wait) {
        return new BoardFailure.RateLimited("The board's server takes no more calls for now", wait);
    }
}

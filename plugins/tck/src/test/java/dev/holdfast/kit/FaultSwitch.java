package dev.holdfast.kit;

import dev.holdfast.spi.BoardFailure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A back end's faults, as a provider that does everything right tells of them. */
final class FaultSwitch implements Faults {

    private volatile @Nullable Fault on;

    @Override
    public Optional<Injected> inject(Fault fault) {
        on = fault;
        return Optional.of(() -> on = null);
    }

    boolean shows(Fault fault) {
        return on == fault;
    }

    <T> T call(Supplier<T> action) {
        Fault fault = on;
        if (fault == null) {
            return action.get();
        }
        throw switch (fault) {
            case RATE_LIMIT -> new BoardFailure.RateLimited("Too many calls", Fault.RETRY_AFTER);
            case OUTAGE, SLOW_REPLY -> new BoardFailure.Unavailable("The board does not answer");
            case BAD_CREDENTIALS -> new BoardFailure.Unauthorized("The board does not accept the key");
            case OVERSIZED_REPLY -> new BoardFailure.Rejected("The board's answer is too large");
            case LOST_REPLY -> {
                T _ = action.get();
                yield new BoardFailure.Unavailable("The connection broke");
            }
        };
    }
}

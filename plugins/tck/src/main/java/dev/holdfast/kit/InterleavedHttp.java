package dev.holdfast.kit;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A way out on which one call waits until something else has been done: a race that always happens. Thread-safe. */
public final class InterleavedHttp implements HttpPort {

    private static final int MOST_ATTEMPTS = 3;

    private final HttpPort http;
    private final AtomicInteger callsBefore;
    private final Runnable between;
    private volatile boolean interrupted;
    private volatile @Nullable RuntimeException failure;

    /**
     * Two who meet on a board.
     *
     * @param work what the first does over the way out that it is given
     * @param between what the second does, all of it, while a call of the first waits
     * @param holds checked when both have ended
     */
    public record Round(Consumer<HttpPort> work, Runnable between, Runnable holds) {}

    private InterleavedHttp(HttpPort http, int callsBefore, Runnable between) {
        this.http = http;
        this.callsBefore = new AtomicInteger(callsBefore);
        this.between = between;
    }

    /**
     * Has a new round for every call that the work makes, interrupted before just this one.
     *
     * <p>A round that ends in {@link BoardFailure.Unavailable} is had again, twice at most: on a busy machine all that
     * the second does may take the time that the first has.
     *
     * @return how many calls those were
     * @throws AssertionError when what should hold does not, or the work fails; it tells before which call
     */
    public static int atEveryCall(HttpPort http, Supplier<Round> rounds) {
        for (int call = 0; ; call++) {
            if (!isInterrupted(http, call, rounds)) {
                return call;
            }
        }
    }

    private static boolean isInterrupted(HttpPort http, int call, Supplier<Round> rounds) {
        for (int attempt = 1; ; attempt++) {
            Round round = rounds.get();
            InterleavedHttp held = new InterleavedHttp(http, call, round.between());
            try {
                round.work().accept(held);
                held.requireAllDone();
                if (held.interrupted) {
                    round.holds().run();
                }
                return held.interrupted;
            } catch (AssertionError | RuntimeException broken) {
                if (attempt == MOST_ATTEMPTS || !(broken instanceof BoardFailure.Unavailable)) {
                    throw new AssertionError("before call " + call + ": " + broken.getMessage(), broken);
                }
            }
        }
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (callsBefore.getAndDecrement() == 0) {
            interrupted = true;
            runBetween();
        }
        return http.send(call);
    }

    /** What fails here is no failure of the first's call, which it might make up for. */
    private void runBetween() {
        try {
            between.run();
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    private void requireAllDone() {
        if (failure != null) {
            throw failure;
        }
    }
}

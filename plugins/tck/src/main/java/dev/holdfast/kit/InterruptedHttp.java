package dev.holdfast.kit;

import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A way out on which one call waits until something else has been done: a race that always happens. Thread-safe. */
public final class InterruptedHttp implements HttpPort {

    private final HttpPort http;
    private final AtomicInteger callsBefore;
    private final Runnable between;
    private volatile boolean interrupted;

    /**
     * Two who meet on a board.
     *
     * @param work what the first does over the way out that it is given
     * @param between what the second does, all of it, while a call of the first waits
     * @param holds checked when both have ended
     */
    public record Round(Consumer<HttpPort> work, Runnable between, Runnable holds) {}

    private InterruptedHttp(HttpPort http, int callsBefore, Runnable between) {
        this.http = http;
        this.callsBefore = new AtomicInteger(callsBefore);
        this.between = between;
    }

    /**
     * Has a new round for every call that the work makes, interrupted before just this one.
     *
     * @return how many calls those were
     * @throws AssertionError when what should hold does not, or the work fails; it tells before which call
     */
    public static int atEveryCall(HttpPort http, Supplier<Round> rounds) {
        for (int call = 0; ; call++) {
            Round round = rounds.get();
            InterruptedHttp held = new InterruptedHttp(http, call, round.between());
            try {
                round.work().accept(held);
                if (!held.interrupted) {
                    return call;
                }
                round.holds().run();
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("before call " + call + ": " + broken.getMessage(), broken);
            }
        }
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (callsBefore.getAndDecrement() == 0) {
            interrupted = true;
            between.run();
        }
        return http.send(call);
    }
}

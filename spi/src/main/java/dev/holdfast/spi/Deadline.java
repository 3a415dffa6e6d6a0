package dev.holdfast.spi;

import java.time.Duration;

/** When a call on a board must have ended, by the clock of the machine. Immutable. */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** So long from now. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /**
     * What is left until then.
     *
     * @throws BoardFailure.Unavailable when nothing is
     */
    public Duration left() {
        long left = nanoTime - System.nanoTime();
        if (left <= 0) {
            throw new BoardFailure.Unavailable("The board's back end took too long");
        }
        return Duration.ofNanos(left);
    }
}

package dev.holdfast.local.gateway;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the requests under way. Thread-safe. */
final class InFlight {
    // The one party that is there from the start is the waiter itself.
    private final Phaser phaser = new Phaser(1);

    /** Counts one more; the first run of what this returns counts it out. */
    Runnable enter() {
        phaser.register();
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (!left.getAndSet(true)) {
                phaser.arriveAndDeregister();
            }
        };
    }

    /** Waits until none is left; false if some still are after that time. */
    boolean awaitNone(Duration limit) {
        try {
            phaser.awaitAdvanceInterruptibly(phaser.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

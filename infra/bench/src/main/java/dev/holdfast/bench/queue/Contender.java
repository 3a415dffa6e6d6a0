package dev.holdfast.bench.queue;

import java.util.concurrent.Semaphore;

/** A durable queue over a store of its own. Thread-safe. */
interface Contender extends AutoCloseable {
    /** Jobs worked on at once by one drainer, on both sides. */
    int AT_ONCE = 16;

    /** How long a drainer that found nothing waits before it looks again, on both sides. */
    int PAUSE_MILLIS = 10;

    /** Puts one job in, due now; it stands when this returns. */
    void put(String id);

    /** Drains by so many drainers until closed. */
    Draining drain(int drainers);

    /** One permit for each job whose removal stands. */
    Semaphore done();

    /** Whether the store holds no job. */
    boolean isEmpty();

    @Override
    void close();

    /** Drainers at work. */
    interface Draining extends AutoCloseable {
        /** Waits for what has been taken up; at most some seconds. */
        @Override
        void close();
    }
}

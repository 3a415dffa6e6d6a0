package dev.holdfast.testkit.history;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Gathers what callers were told, in one order. Thread-safe. */
public final class History {
    private final AtomicLong order = new AtomicLong();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

    /** A call that has begun. */
    public final class Begun {
        private final long begun = order.incrementAndGet();
        private final Clock clock;
        private final Instant clockBegun;

        private Begun(Clock clock) {
            this.clock = clock;
            this.clockBegun = clock.instant();
        }

        /** To be called once the answer is there. */
        public Span ended() {
            Instant clockEnded = clock.instant();
            return new Span(begun, order.incrementAndGet(), clockBegun, clockEnded);
        }
    }

    /** @param clock of the instance that is about to be called */
    public Begun begin(Clock clock) {
        return new Begun(clock);
    }

    public void add(Event event) {
        events.add(event);
    }

    public Collection<Event> events() {
        return Collections.unmodifiableCollection(events);
    }
}

package dev.holdfast.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test moves. Thread-safe. */
public final class SettableClock extends Clock {
    /** Years ahead: DynamoDB Local goes by its own clock, and would remove at once what expires in the past. */
    private volatile Instant now = Instant.parse("2036-03-01T10:00:00Z");

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** The clock of another machine, which goes before this one. */
    public Clock ahead(Duration by) {
        return Clock.offset(this, by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("one zone is enough");
    }

    @Override
    public Instant instant() {
        return now;
    }
}

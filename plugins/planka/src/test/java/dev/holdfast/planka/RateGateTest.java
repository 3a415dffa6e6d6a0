package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Waits that calls at the same time are told. */
class RateGateTest {

    private final RateGate gate = new RateGate(Clock.fixed(Instant.parse("2031-03-01T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_shorter_wait_that_is_told_later_does_not_open_the_gate_earlier() {
        Duration minute = Duration.ofMinutes(1);
        BoardFailure _ = gate.shut(minute);

        assertEquals(Optional.of(minute), gate.shut(Duration.ofSeconds(5)).retryAfter());
        assertEquals(
                Optional.of(minute),
                assertThrows(BoardFailure.RateLimited.class, gate::pass).retryAfter());
    }

    @Test
    void a_longer_wait_that_is_told_later_keeps_the_gate_shut_longer() {
        BoardFailure _ = gate.shut(Duration.ofSeconds(5));
        BoardFailure _ = gate.shut(Duration.ofMinutes(1));

        assertEquals(
                Optional.of(Duration.ofMinutes(1)),
                assertThrows(BoardFailure.RateLimited.class, gate::pass).retryAfter());
    }
}

package dev.holdfast.client.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @ParameterizedTest
    @CsvSource({"1, 1", "120, 120", "' 7 ', 7", "0, 1", "86400, 86400", "86401, 86400", "999999999999999999, 86400"})
    void seconds_are_taken_from_a_second_to_a_day(String value, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(value, null, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void all_three_forms_of_a_date_are_taken(String value) {
        assertEquals(Optional.of(Duration.ofSeconds(37)), RetryAfter.parse(value, null, NOW));
    }

    @Test
    void a_date_counts_from_the_servers_own() {
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                RetryAfter.parse("Sun, 06 Nov 1994 10:00:30 GMT", "Sun, 06 Nov 1994 10:00:00 GMT", NOW));
    }

    @Test
    void a_date_that_has_passed_is_a_second() {
        assertEquals(Optional.of(Duration.ofSeconds(1)), RetryAfter.parse("Sun, 06 Nov 1994 08:00:00 GMT", null, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Sun, 32 Nov 1994 08:49:37 GMT"})
    void anything_else_says_nothing(String value) {
        assertEquals(Optional.empty(), RetryAfter.parse(value, null, NOW));
    }
}

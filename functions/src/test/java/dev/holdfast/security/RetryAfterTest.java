package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "120 | 120",
                " 7  | 7",
                "0005 | 5",
                "86400 | 86400",
                "86401 | 86400",
                "99999999999999999999999999 | 86400",
                "Sun, 06 Nov 1994 08:49:37 GMT | 30",
                "Sunday, 06-Nov-94 08:49:37 GMT | 30",
                "Sun Nov  6 08:49:37 1994 | 30",
                "Thu Nov 10 08:49:37 1994 | 86400",
                "Sun, 06 Nov 1994 08:49:07 GMT | 0",
                "Sun, 06 Nov 1994 08:48:37 GMT | 0",
                "Thu, 01 Jan 1970 00:00:00 GMT | 0",
                "Fri, 31 Dec 9999 23:59:59 GMT | 86400",
                // 2044 is not more than 50 years ahead, 2045 is: that is 1945.
                "Sunday, 06-Nov-44 08:49:37 GMT | 86400",
                "Tuesday, 06-Nov-45 08:49:37 GMT | 0",
            })
    void seconds_and_dates_are_bounded(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), RetryAfter.parse(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.5",
                "1s",
                "soon",
                "0x10",
                "１２",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "1994-11-06T08:49:37Z"
            })
    void any_other_text_is_left_to_the_backoff(String text) {
        assertEquals(Optional.empty(), RetryAfter.parse(text, NOW));
    }
}

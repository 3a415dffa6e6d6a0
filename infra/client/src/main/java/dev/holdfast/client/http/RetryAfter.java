package dev.holdfast.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date in any of the three forms of section 5.6.7. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    private RetryAfter() {}

    /**
     * How long to wait, from a second to a day; empty when {@code value} is neither form.
     *
     * @param date the answer's {@code Date}: with it the two clocks need not agree
     */
    static Optional<Duration> parse(@Nullable String value, @Nullable String date, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(within(Duration.ofSeconds(Long.parseLong(text))));
        }
        Instant sent = date == null ? now : date(date.strip(), now).orElse(now);
        return date(text, now).map(then -> within(Duration.between(sent, then)));
    }

    static Duration within(Duration wait) {
        return wait.compareTo(LEAST) < 0 ? LEAST : wait.compareTo(MOST) > 0 ? MOST : wait;
    }

    private static Optional<Instant> date(String text, Instant now) {
        for (DateTimeFormatter form : forms(now)) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException another) {
                // One of the other forms, or none.
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        DateTimeFormatter rfc850 = new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                // A two-digit year that seems more than 50 years ahead is the past one.
                .appendValueReduced(ChronoField.YEAR, 2, 2, year - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
        return List.of(
                DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
                rfc850,
                DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));
    }
}

package dev.holdfast.security;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long another service asks us to wait: the {@code Retry-After} header (RFC 9110 section 10.2.3). */
public final class RetryAfter {
    /** Whatever is asked for. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 9;
    /** A two-digit year further in the future than this is one of the past (RFC 9110 section 5.6.7). */
    private static final int YEARS_AHEAD = 50;

    private static final int CENTURY = 100;

    private static final DateTimeFormatter PREFERRED = form("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss uuuu");

    private RetryAfter() {}

    /**
     * Reads seconds, or a date in any of the three forms of HTTP.
     *
     * @return from nothing to {@link #LONGEST}; empty for any other text
     */
    public static Optional<Duration> parse(String text, Instant now) {
        String value = text.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(
                    value.length() > MOST_DIGITS ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(value))));
        }
        return List.of(PREFERRED, rfc850(now), ASCTIME).stream()
                .flatMap(form -> date(value, form).stream())
                .findFirst()
                .map(date -> bounded(Duration.between(now, date)));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    private static DateTimeFormatter rfc850(Instant now) {
        int earliest = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD - CENTURY + 1;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}

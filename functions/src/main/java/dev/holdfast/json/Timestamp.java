package dev.holdfast.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times on the wire and in the table: RFC 3339 in UTC with exactly three decimals, so that text order is time order. */
public final class Timestamp {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamp() {}

    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }

    /** @throws java.time.format.DateTimeParseException when {@code text} is not a time as {@link #format} writes it */
    public static Instant parse(String text) {
        return Instant.from(MILLISECONDS.parse(text));
    }
}

package dev.holdfast.client.input;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd]?)");

    private Durations() {}

    /**
     * Reads {@code 90}, {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}; without a letter it is seconds.
     *
     * @throws BadInput naming {@code what} for any other text
     */
    public static Duration parse(String what, String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new BadInput(what + " is a duration such as 90s, 10m, 2h or 1d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }
}

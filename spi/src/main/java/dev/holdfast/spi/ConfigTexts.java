package dev.holdfast.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Readers of configured texts. Their messages say what is expected and never repeat the text. */
final class ConfigTexts {

    private ConfigTexts() {}

    static String text(String text) {
        if (text.isBlank() || text.length() > 1000 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must be a line of 1 to 1000 characters");
        }
        return text;
    }

    static int integer(String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
    }

    static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    static Duration duration(String text) {
        try {
            Duration value = Duration.parse(text);
            if (value.isPositive()) {
                return value;
            }
        } catch (DateTimeParseException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("must be a duration above zero, such as PT5S");
    }

    static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && !carriesMore(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("must be an https URL without user, query and fragment");
    }

    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String part : text(text).split(";", -1)) {
            String[] sides = part.split("=", 2);
            if (sides.length < 2
                    || sides[0].isBlank()
                    || sides[1].isBlank()
                    || pairs.put(sides[0].strip(), sides[1].strip()) != null) {
                throw new IllegalArgumentException("must be names and what they stand for: one = x; other = y");
            }
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static boolean carriesMore(URI url) {
        return url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null;
    }
}

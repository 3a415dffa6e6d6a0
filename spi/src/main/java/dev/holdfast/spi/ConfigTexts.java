package dev.holdfast.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Readers of configured texts. Their messages say what is expected and never repeat the text. */
final class ConfigTexts {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

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
            String host = url.getHost();
            boolean safe = "https".equals(url.getScheme())
                    || ("http".equals(url.getScheme()) && host != null && LOOPBACK.contains(host));
            if (safe && host != null && !carriesMore(url)) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below, without the text.
        }
        throw new IllegalArgumentException("must be an https URL without user, query and fragment");
    }

    private static boolean carriesMore(URI url) {
        return url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null;
    }
}

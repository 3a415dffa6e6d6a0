package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What Planka does to texts. */
final class Texts {

    private Texts() {}

    /**
     * Refuses what the server could not give back as it was, or not at all.
     *
     * @param max characters, as UTF-16 counts them
     */
    static void require(String what, String text, int max) {
        if (text.length() > max) {
            throw new BoardFailure.Rejected("On a Planka board %s has at most %d characters".formatted(what, max));
        }
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new BoardFailure.Rejected(
                    "Planka cannot keep %s with a NUL or half a surrogate pair in it".formatted(what));
        }
    }

    /** As the SPI compares names: whatever the case, and with one blank for blanks, hyphens and underscores. */
    static String plain(String name) {
        return name.replaceAll("[\\s_-]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}

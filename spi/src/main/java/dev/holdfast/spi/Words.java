package dev.holdfast.spi;

import java.util.Locale;

/** How names that people type are compared. */
final class Words {

    private Words() {}

    /** Lower case, with single blanks for blanks, hyphens and underscores. */
    static String plain(String text) {
        return text.replaceAll("[\\s_-]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}

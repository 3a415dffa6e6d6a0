package dev.holdfast.spi;

import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Checks of single values; each throws {@link BoardFailure.Rejected} with what is wrong. */
final class Limits {

    static final int ID = 200;
    static final int NAME = 250;
    static final int DESCRIPTION = 61_440;
    static final int LABEL = 50;
    static final int ENTRIES = 100;

    private Limits() {}

    /** Characters are counted as UTF-16 does. */
    static String text(String what, String text, int max) {
        if (text.isBlank() || text.length() > max) {
            throw new BoardFailure.Rejected("%s must have 1 to %d characters".formatted(what, max));
        }
        return text;
    }

    static void optionalText(String what, @Nullable String text, int max) {
        if (text != null) {
            text(what, text, max);
        }
    }

    static String description(String text) {
        if (text.length() > DESCRIPTION) {
            throw new BoardFailure.Rejected("A description must have at most %d characters".formatted(DESCRIPTION));
        }
        return text;
    }

    static void texts(String what, Collection<String> texts, int max) {
        if (texts.size() > ENTRIES) {
            throw new BoardFailure.Rejected("There must be at most %d of: %s".formatted(ENTRIES, what));
        }
        texts.forEach(text -> text(what, text, max));
    }

    static void hours(String what, @Nullable BigDecimal hours) {
        if (hours != null && (hours.signum() < 0 || hours.compareTo(BigDecimal.valueOf(100_000)) > 0)) {
            throw new BoardFailure.Rejected(what + " must be between 0 and 100000");
        }
    }

    static void range(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new BoardFailure.Rejected("%s must be between %d and %d".formatted(what, min, max));
        }
    }
}

package dev.holdfast.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How badly a blocker holds its task up. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH;

    /** As comments and labels write it: {@code low}, {@code medium}, {@code high}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of this name, whatever its case; or none. */
    public static Optional<Severity> of(String text) {
        String word = Words.plain(text);
        return Arrays.stream(values())
                .filter(severity -> severity.code().equals(word))
                .findFirst();
    }
}

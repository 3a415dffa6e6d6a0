package dev.holdfast.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * That a session modifies a file.
 *
 * @param symbols in it; empty for the file as a whole
 */
public record Modification(FilePath path, List<String> symbols, Kind kind) {
    public Modification {
        symbols = List.copyOf(symbols);
    }

    /** What is done to the file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED;

        public static final Map<String, Kind> BY_WIRE =
                Map.of(ADDED.wire(), ADDED, MODIFIED.wire(), MODIFIED, DELETED.wire(), DELETED);

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

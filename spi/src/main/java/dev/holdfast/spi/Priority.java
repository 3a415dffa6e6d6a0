package dev.holdfast.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much a task matters, from least to most. A task may have none. */
public enum Priority {
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High"),
    URGENT("Urgent");

    private final String title;

    Priority(String title) {
        this.title = title;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** What else it is called, in lower case. */
    public List<String> aliases() {
        return switch (this) {
            case LOW -> List.of("lowest", "minor", "p3");
            case MEDIUM -> List.of("normal", "p2");
            case HIGH -> List.of("major", "p1");
            case URGENT -> List.of("critical", "highest", "p0");
        };
    }

    /** The priority of this title, name or alias, whatever its case; or none. */
    public static Optional<Priority> of(String text) {
        String word = Words.plain(text);
        return Arrays.stream(values())
                .filter(priority -> Words.plain(priority.title).equals(word)
                        || priority.aliases().contains(word))
                .findFirst();
    }
}

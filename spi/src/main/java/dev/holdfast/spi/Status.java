package dev.holdfast.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the work on a task stands, whatever a board calls its columns. */
public enum Status {
    TODO("To Do"),
    IN_PROGRESS("In Progress"),
    BLOCKED("Blocked"),
    DONE("Done");

    private final String title;

    Status(String title) {
        this.title = title;
    }

    /** What a column of this status is called on a board that a provider sets up. */
    public String title() {
        return title;
    }

    /** What else it is called, in lower case. */
    public List<String> aliases() {
        return switch (this) {
            case TODO -> List.of("todo", "backlog", "ready");
            case IN_PROGRESS -> List.of("doing");
            case BLOCKED -> List.of("on hold");
            case DONE -> List.of("completed", "closed");
        };
    }

    /** The status of this title, name or alias, whatever its case and with blanks, hyphens or underscores; or none. */
    public static Optional<Status> of(String text) {
        String word = Words.plain(text);
        return Arrays.stream(values())
                .filter(status -> Words.plain(status.title).equals(word)
                        || status.aliases().contains(word))
                .findFirst();
    }
}

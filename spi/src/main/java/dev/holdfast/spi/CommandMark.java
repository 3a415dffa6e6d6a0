package dev.holdfast.spi;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command's id inside a text that the command makes, invisible where Markdown is shown: how a provider finds what it
 * made before when the back end has no idempotency keys.
 */
public final class CommandMark {

    private static final Pattern MARK =
            Pattern.compile("(?:\\n\\n)?<!-- holdfast:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}) -->\\s*$");

    private CommandMark() {}

    /** The text with the mark at its end. */
    public static String put(String text, UUID command) {
        return text + (text.isEmpty() ? "" : "\n\n") + "<!-- holdfast:" + command + " -->";
    }

    /** The command whose mark a text ends with. */
    public static Optional<UUID> find(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Optional.of(UUID.fromString(mark.group(1))) : Optional.empty();
    }

    /** The text without the mark at its end, as it was put in. */
    public static String strip(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? text.substring(0, mark.start()) : text;
    }
}

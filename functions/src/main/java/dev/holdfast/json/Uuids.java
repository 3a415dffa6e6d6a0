package dev.holdfast.json;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The text of a UUID (RFC 9562 section 4). */
public final class Uuids {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** The UUID if {@code text} is exactly 8-4-4-4-12 hexadecimal digits in either case; its own text is lower case. */
    public static Optional<UUID> parse(String text) {
        // UUID.fromString alone takes 1-1-1-1-1.
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}

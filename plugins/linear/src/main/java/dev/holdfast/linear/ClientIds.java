package dev.holdfast.linear;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids that the caller gives to what Linear creates: UUIDs of version 4, of which Linear refuses a second one. */
final class ClientIds {

    private static final long VERSION = 0xF000L;

    private ClientIds() {}

    /** The id of what a command makes, the same each time. */
    static String of(UUID command) {
        return isVersion4(command) ? command.toString() : derived(command, "");
    }

    /** The id of one of several things that a command makes. */
    static String derived(UUID command, String thing) {
        UUID named = UUID.nameUUIDFromBytes((command + "/" + thing).getBytes(StandardCharsets.UTF_8));
        return new UUID((named.getMostSignificantBits() & ~VERSION) | 0x4000L, named.getLeastSignificantBits())
                .toString();
    }

    static boolean isId(String text) {
        return text.length() == 36 && text.matches("[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}");
    }

    private static boolean isVersion4(UUID id) {
        return id.version() == 4 && id.variant() == 2;
    }
}

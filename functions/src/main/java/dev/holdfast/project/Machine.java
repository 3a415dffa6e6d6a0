package dev.holdfast.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checkout of a project on one machine.
 *
 * @param rootPath where it lies there: another on every machine, so it belongs here and not to the project
 * @param lastSeen when this machine last registered, exact to an hour while nothing changes
 * @param operation the mark of the operation that wrote this
 */
public record Machine(
        UUID uuid, @Nullable String contentHash, @Nullable String rootPath, Instant lastSeen, String operation) {
    boolean sameCheckout(Machine other) {
        return java.util.Objects.equals(contentHash, other.contentHash)
                && java.util.Objects.equals(rootPath, other.rootPath);
    }

    Machine seen(Instant now) {
        return new Machine(uuid, contentHash, rootPath, now, operation);
    }
}

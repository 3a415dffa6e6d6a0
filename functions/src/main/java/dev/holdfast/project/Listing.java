package dev.holdfast.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project as a list shows it.
 *
 * @param parent the cloud UUID of its parent
 * @param linked whether the parent was found registered; meaningless without a parent
 * @param usedAt when it was last registered or changed, exact to an hour while nothing changes
 */
public record Listing(
        String tenant,
        UUID cloudUuid,
        UUID localUuid,
        Profile profile,
        @Nullable UUID parent,
        boolean linked,
        boolean archived,
        Instant registeredAt,
        Instant updatedAt,
        Instant usedAt) {
    public Status status() {
        if (archived) {
            return Status.ARCHIVED;
        }
        return awaitsParent() ? Status.PENDING : Status.REGISTERED;
    }

    /** Whether a parent is named that was not found registered yet. */
    public boolean awaitsParent() {
        return parent != null && !linked;
    }

    boolean awaits(UUID wanted) {
        return awaitsParent() && wanted.equals(parent);
    }

    Listing with(Profile changed, @Nullable UUID newParent, Instant now) {
        boolean stillLinked = linked && newParent != null && newParent.equals(parent);
        return new Listing(
                tenant, cloudUuid, localUuid, changed, newParent, stillLinked, archived, registeredAt, now, now);
    }

    Listing withArchived(boolean nowArchived, Instant now) {
        return new Listing(tenant, cloudUuid, localUuid, profile, parent, linked, nowArchived, registeredAt, now, now);
    }

    Listing withLinked() {
        return new Listing(
                tenant, cloudUuid, localUuid, profile, parent, true, archived, registeredAt, updatedAt, usedAt);
    }

    Listing unlinked() {
        return new Listing(
                tenant, cloudUuid, localUuid, profile, parent, false, archived, registeredAt, updatedAt, usedAt);
    }

    Listing usedAt(Instant now) {
        return new Listing(
                tenant, cloudUuid, localUuid, profile, parent, linked, archived, registeredAt, updatedAt, now);
    }
}

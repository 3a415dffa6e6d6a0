package dev.holdfast.testkit.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the store.
 *
 * @param operation the id its attempts had
 * @param state after it; null after a close
 * @param at when it was written, by its writer's clock
 * @param lifetime of an open; null for other kinds
 * @param expired whether a deadline closed the life; nobody has asked for such a close
 */
public record Standing(
        long seq,
        Kind kind,
        String operation,
        String change,
        @Nullable String state,
        Instant at,
        @Nullable Lifetime lifetime,
        boolean expired) {

    /**
     * How long a life lasts; null is for ever.
     *
     * @param idle without a change or a renewal
     * @param age since its open
     */
    public record Lifetime(
            @Nullable Duration idle, @Nullable Duration age) {
        public static final Lifetime FOREVER = new Lifetime(null, null);

        private static final Duration LONGEST_RENEWAL_INTERVAL = Duration.ofSeconds(30);

        /** How long life is promised by saying that it stands; null is for ever. */
        @Nullable
        Duration promised() {
            if (idle == null) {
                return null;
            }
            Duration tenth = idle.dividedBy(10);
            return idle.minus(tenth.compareTo(LONGEST_RENEWAL_INTERVAL) < 0 ? tenth : LONGEST_RENEWAL_INTERVAL);
        }
    }
}

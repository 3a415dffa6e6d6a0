package dev.holdfast.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a life lasts, and its entries; null is for ever.
 *
 * @param idle without a change or a renewal
 * @param age since its open
 * @param history how long entries can be read once later ones stand; never less than a day
 */
public record Lifetime(
        @Nullable Duration idle,
        @Nullable Duration age,
        @Nullable Duration history) {
    public static final Lifetime FOREVER = new Lifetime(null, null, null);

    private static final Duration LEAST_HISTORY = Duration.ofDays(1);
    private static final Duration LONGEST_RENEWAL_INTERVAL = Duration.ofSeconds(30);

    boolean ends() {
        return idle != null || age != null;
    }

    /** Whether something of it must be removed one day. */
    boolean needsSweeping() {
        return ends() || history != null;
    }

    /** @param renewed the latest of newest entry plus idle time and the control's deadline */
    Instant deadline(Instant opened, Instant newestEntry, @Nullable Instant renewed) {
        Instant end = Instant.MAX;
        if (idle != null) {
            end = newestEntry.plus(idle);
            end = renewed != null && renewed.isAfter(end) ? renewed : end;
        }
        return age != null && opened.plus(age).isBefore(end) ? opened.plus(age) : end;
    }

    /** How far apart renewals are: the smaller of 30 s and a tenth of the idle time. */
    public Duration renewalInterval() {
        Duration tenth = idle == null ? Duration.ZERO : idle.dividedBy(10);
        return tenth.compareTo(LONGEST_RENEWAL_INTERVAL) < 0 ? tenth : LONGEST_RENEWAL_INTERVAL;
    }

    /** When an entry of that time may be removed; {@link Instant#MAX} when history is kept for ever. */
    Instant historyEnd(Instant written) {
        return history == null ? Instant.MAX : written.plus(kept(history));
    }

    /** What was written before it may be removed; {@link Instant#MIN} when history is kept for ever. */
    Instant historyStart(Instant now) {
        return history == null ? Instant.MIN : now.minus(kept(history));
    }

    private static Duration kept(Duration history) {
        return history.compareTo(LEAST_HISTORY) < 0 ? LEAST_HISTORY : history;
    }
}

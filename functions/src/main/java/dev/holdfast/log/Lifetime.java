package dev.holdfast.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a life lasts; null is for ever.
 *
 * @param idle without a change or a renewal
 * @param age since its open
 */
public record Lifetime(@Nullable Duration idle, @Nullable Duration age) {
    public static final Lifetime FOREVER = new Lifetime(null, null);

    /** 0 stands for ever. */
    static Lifetime ofMillis(long idle, long age) {
        return new Lifetime(idle == 0 ? null : Duration.ofMillis(idle), age == 0 ? null : Duration.ofMillis(age));
    }

    boolean ends() {
        return idle != null || age != null;
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
    Duration renewalInterval() {
        Duration tenth = idle == null ? Duration.ZERO : idle.dividedBy(10);
        Duration most = Duration.ofSeconds(30);
        return tenth.compareTo(most) < 0 ? tenth : most;
    }
}

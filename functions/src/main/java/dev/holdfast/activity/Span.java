package dev.holdfast.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param since the first instant in it; null for no beginning
 * @param until the first instant after it; null for no end
 */
public record Span(@Nullable Instant since, @Nullable Instant until) {
    public static final Span ALWAYS = new Span(null, null);

    public boolean contains(Instant at) {
        return (since == null || !at.isBefore(since)) && (until == null || at.isBefore(until));
    }

    /** Whether what happened at {@code at} is over before it begins. */
    public boolean isAfter(Instant at) {
        return since != null && at.isBefore(since);
    }

    /** Its beginning, where it begins between {@code earliest} and {@code latest}. */
    Instant first(Instant earliest, Instant latest) {
        return clamp(since == null ? earliest : since, earliest, latest);
    }

    /** As {@link #first}, its end. */
    Instant last(Instant earliest, Instant latest) {
        return clamp(until == null ? latest : until, earliest, latest);
    }

    private static Instant clamp(Instant time, Instant earliest, Instant latest) {
        return time.isBefore(earliest) ? earliest : time.isAfter(latest) ? latest : time;
    }
}

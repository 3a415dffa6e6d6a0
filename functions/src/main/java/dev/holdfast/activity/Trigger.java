package dev.holdfast.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told of what. It waits for changes of a path or for events, never for both. Its text shows neither URL
 * nor secret.
 *
 * @param path null when it waits for events
 * @param events types of events: exact, or with {@code .*} at the end for all that begin so; {@code *} for all
 * @param url where deliveries are posted
 * @param failingSince when the first delivery failed after which none succeeded; null when the last one succeeded
 * @param pausedAt null unless it is paused: nothing is delivered until it is resumed
 */
public record Trigger(
        String id,
        @Nullable TriggerPath path,
        List<String> events,
        String url,
        WebhookSecret secret,
        String createdBy,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable String lastError,
        @Nullable Instant pausedAt) {
    public Trigger {
        events = List.copyOf(events);
    }

    public boolean isPaused() {
        return pausedAt != null;
    }

    /** Whether it waits for events of {@code type}. */
    public boolean waitsFor(String type) {
        return events.stream()
                .anyMatch(event -> event.endsWith("*")
                        ? type.startsWith(event.substring(0, event.length() - 1))
                        : type.equals(event));
    }

    @Override
    public String toString() {
        return "Trigger[" + id + "]";
    }
}

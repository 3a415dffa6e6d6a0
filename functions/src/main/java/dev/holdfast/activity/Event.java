package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a project. Immutable; {@code details} must not be changed.
 *
 * @param id unique within the project's feed; of a stored event {@link #id}, whose order is that of time
 * @param at in milliseconds
 * @param type dotted, for example {@code session.opened}
 * @param actor the subject that did it
 * @param resource what it was done to; null when nobody said
 * @param action what was done
 * @param status how it ended; {@value #OK} unless it failed
 */
public record Event(
        String id,
        Instant at,
        String type,
        String actor,
        @Nullable String resource,
        String action,
        String status,
        ObjectNode details) {
    public static final String OK = "ok";
    /** The type of events that tell what was decided; they stand apart, so that they are found by themselves. */
    public static final String DECISION = "decision";

    /**
     * An event that is about to be stored.
     *
     * @param operation the id of the operation that caused it, or any other unique text of letters, digits, - and _
     */
    public static Event of(
            Instant at,
            String operation,
            String type,
            String actor,
            @Nullable String resource,
            String action,
            ObjectNode details) {
        Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
        return new Event(id(millis, operation), millis, type, actor, resource, action, OK, details);
    }

    /** 13 digits of milliseconds since the epoch, a hyphen, and the operation: text order is time order. */
    public static String id(Instant at, String operation) {
        return time(at) + "-" + operation;
    }

    /** When the event of a stored id happened. */
    static Instant at(String id) {
        return Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
    }

    /** How the ids of a millisecond begin. */
    static String time(Instant at) {
        return "%013d".formatted(at.toEpochMilli());
    }
}

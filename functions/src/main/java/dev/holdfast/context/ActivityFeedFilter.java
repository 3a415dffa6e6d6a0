package dev.holdfast.context;

import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; what is null does not matter.
 *
 * @param type a type, or with {@code .*} at its end all that begin so
 */
public record ActivityFeedFilter(
        @Nullable String type,
        @Nullable String actor,
        @Nullable String resource,
        Span span) {
    public static final String ANY_BELOW = ".*";

    private static final String STORE = "state/";

    boolean matches(Event event) {
        return takes(event.type())
                && (actor == null || actor.equals(event.actor()))
                && (resource == null || resource.equals(event.resource()))
                && span.contains(event.at());
    }

    boolean takes(String eventType) {
        if (type == null) {
            return true;
        }
        return type.endsWith(ANY_BELOW)
                ? eventType.startsWith(type.substring(0, type.length() - 1))
                : eventType.equals(type);
    }

    /** Whether an event of one of {@code types} may match. */
    boolean takesAny(List<String> types) {
        return types.stream().anyMatch(this::takes);
    }

    /** Whether nothing but decisions can match. */
    boolean takesDecisionsOnly() {
        return Event.DECISION.equals(type);
    }

    boolean takesResource(String name) {
        return resource == null || resource.equals(name);
    }

    /** The only store whose events can match, when a store is asked for. */
    Optional<String> store() {
        return resource != null && resource.startsWith(STORE)
                ? Optional.of(resource.substring(STORE.length()))
                : Optional.empty();
    }

    static String resource(String store) {
        return STORE + store;
    }

    /** Names the list that a cursor belongs to: no two filters have the same. */
    String name() {
        // Texts from outside are neither empty nor have control characters.
        return Stream.of(type, actor, resource, span.since(), span.until())
                .map(part -> Objects.toString(part, ""))
                .collect(Collectors.joining("\n"));
    }
}

package dev.holdfast.lambda;

import dev.holdfast.activity.Decisions;
import dev.holdfast.activity.PostedEvent;
import dev.holdfast.activity.ProjectPath;
import dev.holdfast.activity.Span;
import dev.holdfast.context.ActivityFeedFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a feed is asked for. */
final class ActivityInputs {
    private static final int MOST_NAME = 1_024;

    private ActivityInputs() {}

    static ActivityFeedFilter filter(QueryString query) {
        Instant since = time(query, "since");
        Instant until = time(query, "until");
        if (since != null && until != null && !since.isBefore(until)) {
            throw StateInputs.refusal("until", "must be after since");
        }
        return new ActivityFeedFilter(
                type(query), name(query, "actor"), name(query, "resource"), new Span(since, until));
    }

    static Decisions.About about(QueryString query) {
        return new Decisions.About(
                name(query, "task"),
                Optional.ofNullable(name(query, "path"))
                        .map(path -> ProjectPath.parse(path, "path"))
                        .orElse(null));
    }

    private static @Nullable String type(QueryString query) {
        String type = query.text("type").orElse(null);
        if (type == null) {
            return null;
        }
        String below = ActivityFeedFilter.ANY_BELOW;
        String name = type.endsWith(below) ? type.substring(0, type.length() - below.length()) : type;
        if (!PostedEvent.TYPE.matcher(name).matches()) {
            throw StateInputs.refusal("type", "must be a type, or the beginning of types with .* at its end");
        }
        return type;
    }

    private static @Nullable String name(QueryString query, String parameter) {
        String name = query.text(parameter).orElse(null);
        if (name != null
                && (name.isBlank() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl))) {
            throw StateInputs.refusal(
                    parameter, "must be a text of 1 to " + MOST_NAME + " characters without control characters");
        }
        return name;
    }

    private static @Nullable Instant time(QueryString query, String parameter) {
        String text = query.text(parameter).orElse(null);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw StateInputs.refusal(parameter, "must be an RFC 3339 time in UTC");
        }
    }
}

package dev.holdfast.context;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.Span;
import dev.holdfast.json.Pointer;
import dev.holdfast.log.Kind;
import dev.holdfast.project.History;
import dev.holdfast.project.Project;
import dev.holdfast.project.RegistrationEvent;
import dev.holdfast.security.Call;
import dev.holdfast.state.StoreHistory;
import dev.holdfast.state.StoreName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a project's feed is made of. */
final class ActivityFeedSources {
    static final List<String> REGISTRATION_TYPES =
            List.of("project.created", "project.updated", "project.archived", "project.restored");
    static final List<String> STORE_TYPES =
            List.of("state.created", "state.changed", "state.configured", "state.closed");
    static final String PROJECT = "project";

    /** Of a store's name in a cursor: 200 names of 64 characters would not fit. */
    private static final int NAME_CHARACTERS = 6;

    private static final int RADIX = 36;

    private ActivityFeedSources() {}

    /** Events of one partition of the feed. */
    record Stored(String name, Call call, Feed feed, String partition, Span span) implements ActivityFeedSource {
        @Override
        public Slice read(@Nullable String position, int limit) {
            Feed.Slice slice = feed.newest(call.budget(), partition, span, position, limit);
            return new Slice(
                    slice.events().stream()
                            .map(event -> new Positioned(event, Feed.from(event), event.id()))
                            .toList(),
                    slice.more());
        }
    }

    /** The history of the project's registration. */
    record Registrations(Call call, History history, Project project) implements ActivityFeedSource {
        @Override
        public String name() {
            return "p";
        }

        @Override
        public Slice read(@Nullable String position, int limit) {
            History.Recent recent = history.recent(call, project, number(position), limit);
            return new Slice(
                    recent.events().stream()
                            .map(it -> numbered(event(it), it.version()))
                            .toList(),
                    recent.more());
        }

        private static Event event(RegistrationEvent registration) {
            ObjectNode details = JsonNodeFactory.instance.objectNode();
            if (registration.machine() != null) {
                details.put("machine_uuid", registration.machine().toString());
            }
            registration.changed().forEach(details.putArray("changed")::add);
            return new Event(
                    PROJECT + ":" + registration.version(),
                    registration.at(),
                    PROJECT + "." + registration.type(),
                    registration.actor(),
                    PROJECT,
                    registration.type(),
                    Event.OK,
                    details);
        }
    }

    /** The history of one store. */
    record Store(Call call, StoreHistory history, Project project, StoreName store) implements ActivityFeedSource {
        @Override
        public String name() {
            return "s" + hash(store.text());
        }

        @Override
        public Slice read(@Nullable String position, int limit) {
            StoreHistory.Recent recent =
                    history.recent(call, project.cloudUuid(), project.incarnation(), store, number(position), limit);
            return new Slice(
                    recent.events().stream()
                            .map(it -> numbered(event(it), it.seq()))
                            .toList(),
                    recent.more());
        }

        private Event event(StoreHistory.Event change) {
            ObjectNode details = JsonNodeFactory.instance.objectNode().put("seq", change.seq());
            if (change.version() != null) {
                details.put("schema_version", change.version());
            }
            if (!change.paths().isEmpty()) {
                var paths = details.putArray("paths");
                change.paths().stream().map(Pointer::toString).forEach(paths::add);
            }
            if (change.reason() != null) {
                details.put("reason", change.reason());
            }
            String action = action(change.kind());
            return new Event(
                    store + ":" + change.seq(),
                    change.at(),
                    "state." + action,
                    change.author(),
                    ActivityFeedFilter.resource(store.text()),
                    action,
                    Event.OK,
                    details);
        }

        private static String action(Kind kind) {
            return switch (kind) {
                case OPEN -> "created";
                case CHANGE -> "changed";
                case CONFIGURE -> "configured";
                case CLOSE -> "closed";
            };
        }
    }

    /** In a source whose positions are the numbers below which it is read. */
    private static ActivityFeedSource.Positioned numbered(Event event, long number) {
        return new ActivityFeedSource.Positioned(event, Long.toString(number + 1, RADIX), Long.toString(number, RADIX));
    }

    private static long number(@Nullable String position) {
        return position == null ? Long.MAX_VALUE : Long.parseLong(position, RADIX);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, NAME_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

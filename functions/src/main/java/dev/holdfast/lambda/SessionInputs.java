package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.session.FilePath;
import dev.holdfast.session.FileRead;
import dev.holdfast.session.Modification;
import dev.holdfast.session.OpenSession;
import dev.holdfast.session.Profile;
import dev.holdfast.session.SessionMode;
import dev.holdfast.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of sessions. */
final class SessionInputs {
    private static final int MOST_ID = 200;
    private static final int MOST_INTENT = 1_000;
    private static final int MOST_REPORTED = 500;
    private static final int MOST_SYMBOLS = 100;
    private static final int MOST_ALIVE = 1_000;
    private static final int MOST_PATHS = 100;
    private static final int DAY = 24 * 3600;
    private static final Map<String, SessionState> OUTCOMES =
            Map.of("merged", SessionState.MERGED, "abandoned", SessionState.ABANDONED);

    private SessionInputs() {}

    /** @param subject who calls: how the agent calls itself, unless it says otherwise */
    static OpenSession.Input open(JsonNode json, String subject, String... address) {
        Fields fields = Fields.of(json);
        fields.ignore(address);
        Profile profile = new Profile(
                fields.optionalText("agent_id", MOST_ID).orElse(subject),
                fields.optionalText("display_name", MOST_ID).orElse(null),
                fields.optionalText("intent", MOST_INTENT).orElse(null),
                fields.optionalText("repo_id", MOST_ID).orElse(null),
                fields.optionalText("changeset_id", MOST_ID).orElse(null),
                fields.optionalText("base_commit", MOST_ID).orElse(null),
                fields.optionalText("host", MOST_ID).orElse(null));
        SessionMode mode = fields.optionalOneOf("mode", SessionMode.BY_WIRE).orElse(SessionMode.EPHEMERAL);
        String expires = fields.optionalText("expires_at", 40).orElse(null);
        Duration idle = seconds(fields.integer("idle_secs", 60, DAY), OpenSession.DEFAULT_IDLE);
        Duration maxAge = seconds(fields.integer("max_age_secs", 60, 30 * DAY), OpenSession.DEFAULT_MAX_AGE);
        fields.done();
        return new OpenSession.Input(profile, mode, expires == null ? null : time(expires), idle, maxAge);
    }

    /** Null for the usual one. */
    static @Nullable SessionState outcome(JsonNode json, String... address) {
        Fields fields = Fields.of(json);
        fields.ignore(address);
        SessionState outcome = fields.optionalOneOf("outcome", OUTCOMES).orElse(null);
        fields.done();
        return outcome;
    }

    static List<Modification> modifications(JsonNode json) {
        Fields fields = Fields.of(json);
        List<JsonNode> items = fields.items("modifications", 1, MOST_REPORTED);
        fields.done();
        List<Modification> modifications = new ArrayList<>();
        for (JsonNode item : items) {
            Fields one = Fields.of(item);
            String path = one.text("path", 1_000);
            List<String> symbols = one.texts("symbols", MOST_SYMBOLS, MOST_ID);
            Modification.Kind kind =
                    one.optionalOneOf("kind", Modification.Kind.BY_WIRE).orElse(Modification.Kind.MODIFIED);
            one.done();
            modifications.add(new Modification(new FilePath(path), symbols, kind));
        }
        return modifications;
    }

    static List<FileRead> reads(JsonNode json, Instant now) {
        Fields fields = Fields.of(json);
        List<JsonNode> items = fields.items("reads", 1, MOST_REPORTED);
        fields.done();
        List<FileRead> reads = new ArrayList<>();
        for (JsonNode item : items) {
            Fields one = Fields.of(item);
            String path = one.text("path", 1_000);
            OptionalInt seq = one.integer("seq", 0, Integer.MAX_VALUE);
            String commit = one.optionalText("commit", MOST_ID).orElse(null);
            one.done();
            reads.add(new FileRead(
                    new FilePath(path), seq.isPresent() ? (Long) (long) seq.getAsInt() : null, commit, now));
        }
        return reads;
    }

    /** Of which files the modifiers are asked for, and whom to leave out. */
    record Asked(List<FilePath> paths, Set<String> exclude) {}

    static Asked modifiers(JsonNode json, String... address) {
        Fields fields = Fields.of(json);
        fields.ignore(address);
        List<String> paths = fields.texts("paths", MOST_PATHS, 1_000);
        List<String> exclude = fields.texts("exclude", MOST_PATHS, MOST_ID);
        fields.done();
        if (paths.isEmpty()) {
            throw new Refusal(Reason.INVALID_INPUT, "Name 1 to " + MOST_PATHS + " paths.");
        }
        return new Asked(paths.stream().distinct().map(FilePath::new).toList(), Set.copyOf(exclude));
    }

    /** The sessions of a host that it knows to be alive. */
    record Alive(String host, Set<String> sessions) {}

    static Alive alive(JsonNode json) {
        Fields fields = Fields.of(json);
        String host = fields.text("host", MOST_ID);
        fields.require("alive");
        List<String> alive = fields.texts("alive", MOST_ALIVE, MOST_ID);
        fields.done();
        return new Alive(host, Set.copyOf(alive));
    }

    private static Duration seconds(OptionalInt seconds, Duration otherwise) {
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : otherwise;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Write times as RFC 3339 in UTC, for example 2026-01-01T12:00:00Z.",
                    Map.of("errors", List.of(Map.of("field", "expires_at", "problem", "is not a time"))));
        }
    }
}

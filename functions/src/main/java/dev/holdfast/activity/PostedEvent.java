package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client tells of.
 *
 * @param resource what it concerns
 */
public record PostedEvent(String type, @Nullable String resource, ObjectNode data) {
    /** How every type is written. */
    public static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    private static final List<String> RESERVED =
            List.of("project.", "state.", "session.", "board.", "trigger.", "queue.");
    private static final int MOST_DATA_BYTES = 32 * 1024;
    private static final int MOST_SOURCE = 200;

    /**
     * Reads {@code {type, source?, data?}}.
     *
     * @throws Refusal {@link Reason#INVALID_INPUT}
     */
    public static PostedEvent read(JsonNode body) {
        Fields fields = Fields.of(body);
        String type = fields.text("type", 64);
        String source = fields.optionalText("source", MOST_SOURCE).orElse(null);
        ObjectNode data = fields.object("data", MOST_DATA_BYTES).orElseGet(JsonNodeFactory.instance::objectNode);
        fields.done();
        if (!TYPE.matcher(type).matches()) {
            throw refusal("type", "must be a lower-case letter and up to 63 of a-z, 0-9, '_', '.' and '-'");
        }
        for (String prefix : RESERVED) {
            if (type.startsWith(prefix)) {
                throw refusal("type", "must not begin with " + prefix + ": such events are written by Holdfast");
            }
        }
        if (!type.equals(Event.DECISION)) {
            return new PostedEvent(type, source, data);
        }
        if (source != null) {
            throw refusal("source", "must be left out: a decision concerns its task or path");
        }
        Decision decision = Decision.read(data);
        return new PostedEvent(type, decision.resource(), decision.details());
    }

    Event event(Instant at, String operation, String actor) {
        return Event.of(at, operation, type, actor, resource, "posted", data);
    }

    static Refusal refusal(String field, String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Correct the input.",
                Map.of("errors", List.of(Map.of("field", field, "problem", problem))));
    }
}

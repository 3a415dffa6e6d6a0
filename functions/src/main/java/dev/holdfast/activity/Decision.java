package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided and why, for who takes up the task or path later.
 *
 * @param task null when it concerns a path alone
 * @param path null when it concerns a task alone
 * @param details what was posted, the path normalised
 */
public record Decision(@Nullable String task, @Nullable ProjectPath path, ObjectNode details) {
    private static final String TASK = "task";
    private static final String PATH = "path";
    private static final String CONFIDENCE = "confidence";
    private static final Map<String, Integer> MOST_CHARACTERS =
            Map.of("what", 2_000, "why", 4_000, "impact", 2_000, TASK, 200, PATH, 1_000);

    /**
     * Reads {@code {what, why, impact?, confidence?, task?, path?}}, of which the last two may not both be absent.
     *
     * @throws Refusal {@link dev.holdfast.problem.Reason#INVALID_INPUT}
     */
    static Decision read(ObjectNode data) {
        for (String name : data.properties().stream().map(Map.Entry::getKey).toList()) {
            if (!MOST_CHARACTERS.containsKey(name) && !name.equals(CONFIDENCE)) {
                throw refused(name, "is not known in a decision");
            }
        }
        require(data, "what");
        require(data, "why");
        text(data, "impact");
        JsonNode confidence = data.path(CONFIDENCE);
        if (!absent(confidence) && !(confidence.isNumber() && isShare(confidence.decimalValue()))) {
            throw refused(CONFIDENCE, "must be a number from 0 to 1");
        }
        String task = text(data, TASK).orElse(null);
        ProjectPath path = text(data, PATH)
                .map(text -> ProjectPath.parse(text, "data." + PATH))
                .orElse(null);
        if (task == null && path == null) {
            throw refused(TASK, "either task or path is required");
        }
        ObjectNode details = data.deepCopy();
        if (path != null) {
            details.put(PATH, path.toString());
        }
        return new Decision(task, path, details);
    }

    /** Of an event that was posted as one. */
    static Decision of(Event event) {
        JsonNode path = event.details().path(PATH);
        return new Decision(
                event.details().path(TASK).textValue(),
                path.isTextual() ? ProjectPath.parse(path.textValue(), PATH) : null,
                event.details());
    }

    /** What it concerns: its task, or else its path. */
    String resource() {
        return task == null ? Objects.requireNonNull(path).toString() : task;
    }

    private static void require(ObjectNode data, String name) {
        if (text(data, name).isEmpty()) {
            throw refused(name, "is required");
        }
    }

    private static Optional<String> text(ObjectNode data, String name) {
        JsonNode value = data.path(name);
        if (absent(value)) {
            return Optional.empty();
        }
        int most = Objects.requireNonNull(MOST_CHARACTERS.get(name));
        String text = value.textValue();
        if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > most) {
            throw refused(name, "must be a text of 1 to " + most + " characters");
        }
        return Optional.of(text);
    }

    private static boolean isShare(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static Refusal refused(String name, String problem) {
        return PostedEvent.refusal("data." + name, problem);
    }
}

package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.board.TaskQuery;
import dev.holdfast.json.Fields;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.spi.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is asked of boards. */
final class BoardInputs {
    static final int MOST_PER_PAGE = 100;

    private static final int MOST_ID = 200;
    private static final int MOST_LABEL = 50;
    static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

    private BoardInputs() {}

    /** Without a cursor: that is to be opened for the list that this asks for. */
    static TaskQuery tasks(QueryString query, String subject) {
        boolean available = query.oneOf("available", FLAGS).orElse(false);
        boolean mine = query.oneOf("mine", FLAGS).orElse(false);
        Optional<String> agent = text(query, "agent_id", MOST_ID);
        return tasks(
                available,
                mine,
                agent.orElse(null),
                query.text("status").orElse(null),
                text(query, "label", MOST_LABEL).orElse(null),
                query.limit("limit", MOST_PER_PAGE),
                subject);
    }

    /** {@code {project, read, available?, mine?, agent_id?, status?, label?, limit?, cursor?}}. */
    static TaskQuery tasks(Fields fields, JsonNode input, String subject) {
        return tasks(
                flag(fields, input, "available"),
                flag(fields, input, "mine"),
                fields.optionalText("agent_id", MOST_ID).orElse(null),
                fields.optionalText("status", MOST_LABEL).orElse(null),
                fields.optionalText("label", MOST_LABEL).orElse(null),
                fields.integer("limit", 1, MOST_PER_PAGE).orElse(MOST_PER_PAGE),
                subject);
    }

    private static TaskQuery tasks(
            boolean available,
            boolean mine,
            @Nullable String agent,
            @Nullable String status,
            @Nullable String label,
            int limit,
            String subject) {
        if (available && (mine || agent != null)) {
            throw StateInputs.refusal(
                    "available", "cannot be asked for with mine or agent_id: it is what nobody holds");
        }
        return new TaskQuery(available, agent == null && mine ? subject : agent, status(status), label, limit, null);
    }

    private static @Nullable Status status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Status.of(text)
                .orElseThrow(() ->
                        StateInputs.refusal("status", "must be todo, in_progress, blocked, done or an alias of one"));
    }

    private static boolean flag(Fields fields, JsonNode input, String name) {
        fields.ignore(name);
        JsonNode flag = input.path(name);
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw StateInputs.refusal(name, "must be true or false");
        }
        return flag.asBoolean();
    }

    static boolean setUp(JsonNode json) {
        Fields fields = Fields.of(json);
        boolean setUp = flag(fields, json, "set_up");
        fields.done();
        return setUp;
    }

    /** Texts by name of a key; numbers and booleans are taken as people write them. */
    static Map<String, String> credentials(JsonNode json) {
        Fields fields = Fields.of(json);
        fields.require("config");
        Optional<? extends JsonNode> config = fields.object("config", 16_384);
        fields.done();
        Map<String, String> values = new TreeMap<>();
        config.ifPresent(it -> it.properties().forEach(member -> {
            if (!member.getValue().isValueNode() || member.getValue().isNull()) {
                throw StateInputs.refusal("config." + member.getKey(), "must be a text, a number, true or false");
            }
            values.put(member.getKey(), member.getValue().asText());
        }));
        if (values.isEmpty()) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Name at least one value, or delete the credentials.",
                    Map.of("errors", List.of(Map.of("field", "config", "problem", "must not be empty"))));
        }
        return values;
    }

    static Optional<String> text(QueryString query, String name, int most) {
        Optional<String> text = query.text(name);
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > most)) {
            throw StateInputs.refusal(name, "must be a text of 1 to " + most + " characters");
        }
        return text;
    }
}

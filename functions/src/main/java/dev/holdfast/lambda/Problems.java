package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refusals as problem details (RFC 9457), with {@code error}, the stable code, and the facts needed to go on. */
final class Problems {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Problems() {}

    static ObjectNode problem(Refusal refusal) {
        Reason reason = refusal.reason();
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:holdfast:problem:" + reason.name().toLowerCase(Locale.ROOT))
                .put("title", reason.title())
                .put("status", reason.status())
                .put("detail", refusal.detail())
                .put("error", reason.name());
        refusal.facts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> problem.set(fact.getKey(), json(fact.getValue())));
        return problem;
    }

    /** Mapping a value that is JSON already would lose the texts of its numbers. */
    private static JsonNode json(Object fact) {
        return switch (fact) {
            case JsonNode node -> node;
            case List<?> items -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Map<?, ?> members -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                members.forEach((name, value) -> object.set(name.toString(), json(value)));
                yield object;
            }
            default -> JSON.valueToTree(fact);
        };
    }
}

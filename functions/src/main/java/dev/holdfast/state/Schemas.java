package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds documents against JSON Schemas (2020-12). Nothing is ever fetched: a reference leads into the same schema. The
 * schemas met last stay compiled. Thread-safe.
 */
final class Schemas {
    private static final int MOST_COMPILED = 32;
    private static final int MOST_SHOWN = 50;

    private final Map<JsonNode, Compiled> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JsonNode, Compiled> eldest) {
            return size() > MOST_COMPILED;
        }
    };

    private record Compiled(Validator validator, URI schema) {}

    /**
     * What is wrong with a document.
     *
     * @param path a JSON Pointer into it
     */
    record Violation(String path, String message) {}

    /** @throws Refusal {@link Reason#INVALID_SCHEMA} */
    void requireSchema(JsonNode schema) {
        compile(schema);
    }

    /** @param schema null for any document */
    List<Violation> violations(@Nullable JsonNode schema, JsonNode data) {
        if (schema == null) {
            return List.of();
        }
        Compiled with = compile(schema);
        Validator.Result result = SchemaCost.bounded(() -> with.validator().validate(with.schema(), (Object) data));
        return result.isValid()
                ? List.of()
                : result.getErrors().stream()
                        .limit(MOST_SHOWN)
                        .map(error -> new Violation(error.getInstanceLocation(), error.getError()))
                        .toList();
    }

    /** @throws Refusal {@link Reason#SCHEMA_VIOLATION} with {@code violations: [{path, message}]} */
    void require(@Nullable JsonNode schema, JsonNode data) {
        List<Violation> violations = violations(schema, data);
        if (!violations.isEmpty()) {
            throw new Refusal(
                    Reason.SCHEMA_VIOLATION,
                    "Correct the document at these paths, or configure another schema.",
                    Map.of(
                            "violations",
                            violations.stream()
                                    .map(v -> Map.of("path", v.path(), "message", v.message()))
                                    .toList()));
        }
    }

    private synchronized Compiled compile(JsonNode schema) {
        return compiled.computeIfAbsent(schema, Schemas::compiled);
    }

    private static Compiled compiled(JsonNode schema) {
        SchemaReferences.requireResolved(schema);
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .withEvaluatorFactory(new SchemaKeywords())
                .createValidator();
        try {
            return new Compiled(validator, validator.registerSchema((Object) schema));
        } catch (dev.harrel.jsonschema.InvalidSchemaException invalid) {
            throw refusal(invalid.getErrors().stream()
                    .limit(MOST_SHOWN)
                    .map((Error error) -> Map.of("path", error.getInstanceLocation(), "message", error.getError()))
                    .toList());
        } catch (JsonSchemaException | IllegalArgumentException invalid) {
            throw refusal(List.of());
        }
    }

    static Refusal refusal(List<Map<String, String>> errors) {
        return new Refusal(
                Reason.INVALID_SCHEMA,
                "Send a JSON Schema of draft 2020-12 that refers to nothing outside of itself.",
                Map.of("violations", errors));
    }
}

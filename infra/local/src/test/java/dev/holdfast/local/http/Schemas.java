package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas of an OpenAPI 3.1 document, which are JSON Schema 2020-12. Thread-safe. */
final class Schemas {
    private static final String PLACE = "#/components/schemas/";

    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .createValidator();
    private final Map<JsonNode, URI> registered = new HashMap<>();
    private final ObjectNode definitions;

    Schemas(ObjectNode document) {
        definitions = document.at("/components/schemas").deepCopy();
        // Clients take problems with members they do not know; the tests are to know every member.
        definitions.withObject("/Problem").put("additionalProperties", false);
        moveReferences(definitions);
    }

    /** What is wrong with a value, in words; empty when it fits. */
    synchronized List<String> problems(JsonNode schema, JsonNode value) {
        URI uri = registered.computeIfAbsent(schema, this::register);
        Validator.Result result = validator.validate(uri, value);
        return result.isValid()
                ? List.of()
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }

    private URI register(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        moveReferences(whole);
        whole.set("$defs", definitions);
        URI uri = URI.create("urn:contract:" + registered.size());
        validator.registerSchema(uri, whole);
        return uri;
    }

    /** References lead into the document; the schemas stand alone here. */
    private static void moveReferences(JsonNode node) {
        if (node instanceof ObjectNode object && object.get("$ref") instanceof TextNode reference) {
            object.put("$ref", reference.textValue().replace(PLACE, "#/$defs/"));
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(Schemas::moveReferences);
        }
    }
}

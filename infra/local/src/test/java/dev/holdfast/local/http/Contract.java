package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** openapi.yaml, which answers are held against. Thread-safe. */
final class Contract {
    private static final Set<Integer> GATEWAY = Set.of(400, 413, 431, 503);

    private final ObjectNode document;
    private final Schemas schemas;

    private Contract(ObjectNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
    }

    /** The contract that the functions carry. */
    static Contract load() {
        try (InputStream yaml = Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"))) {
            return new Contract((ObjectNode) new YAMLMapper().readTree(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @param path decoded
     * @throws AssertionError unless the contract lets this method at this address answer so
     */
    void check(String method, String path, Answer answer) {
        JsonNode response = response(method, path, answer);
        checkHeaders(response, answer);
        if (response.path("content").isMissingNode()) {
            require(answer.text().isEmpty(), "a body", method, path, answer);
            return;
        }
        String type = answer.header("content-type");
        JsonNode schema = response.path("content").path(type).path("schema");
        require(schema.isObject(), "content type " + type, method, path, answer);
        if (method.equals("HEAD")) {
            return;
        }
        List<String> problems = schemas.problems(schema, answer.json());
        require(problems.isEmpty(), problems.toString(), method, path, answer);
        if (type.equals("application/problem+json")) {
            checkProblem(answer);
        }
    }

    private JsonNode response(String method, String path, Answer answer) {
        if (answer.headers().firstValue("X-Request-Id").isEmpty()) {
            // What the gateway answers on its own never reached a function; its 500 is a defect of one.
            require(GATEWAY.contains(answer.status()), "no X-Request-Id", method, path, answer);
            return document.at("/components/responses/Gateway");
        }
        require(answer.header("Cache-Control").equals("no-store"), "is stored", method, path, answer);
        Optional<JsonNode> address = address(path);
        JsonNode operation = address.map(it -> it.path(documented(method)))
                .filter(JsonNode::isObject)
                .orElse(null);
        if (operation == null) {
            String wanted = address.isEmpty() ? "UNKNOWN_ROUTE" : "METHOD_NOT_ALLOWED";
            require(answer.status() < 404 || answer.error().equals(wanted), "not " + wanted, method, path, answer);
            return document.at("/components/responses/Problem");
        }
        JsonNode responses = operation.path("responses");
        JsonNode response = responses.path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            require(answer.status() >= 400, "status " + answer.status(), method, path, answer);
            response = responses.path("default");
        }
        return resolved(response);
    }

    /** A resource that can be read answers HEAD as it answers GET (RFC 9110 section 9.3.2). */
    private static String documented(String method) {
        return method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    }

    /** The most exact address that the path fits. */
    private Optional<JsonNode> address(String path) {
        List<String> given = segments(path);
        return document.path("paths")
                .propertyStream()
                .filter(it -> fits(segments(it.getKey()), given))
                .min((a, b) -> Integer.compare(variables(a.getKey()), variables(b.getKey())))
                .map(Map.Entry::getValue);
    }

    private static boolean fits(List<String> template, List<String> given) {
        if (template.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return List.of(path.replaceFirst("/$", "").split("/", -1));
    }

    private static int variables(String template) {
        return template.replaceAll("[^{]", "").length();
    }

    private JsonNode resolved(JsonNode node) {
        return node.get("$ref") instanceof TextNode reference
                ? document.at(reference.textValue().substring(1))
                : node;
    }

    private void checkHeaders(JsonNode response, Answer answer) {
        response.path("headers").properties().forEach(header -> {
            Optional<String> sent = answer.headers().firstValue(header.getKey());
            if (sent.isEmpty()) {
                require(!header.getValue().path("required").asBoolean(), "no " + header.getKey(), "", "", answer);
                return;
            }
            JsonNode schema = header.getValue().path("schema");
            JsonNode value = schema.path("type").asText().equals("integer")
                    ? IntNode.valueOf(Integer.parseInt(sent.get()))
                    : TextNode.valueOf(sent.get());
            List<String> problems = schemas.problems(schema, value);
            require(problems.isEmpty(), header.getKey() + " " + problems, "", "", answer);
        });
    }

    /** What a schema cannot say: how a problem's members, its status and its headers belong together. */
    private static void checkProblem(Answer answer) {
        require(answer.json().path("status").asInt() == answer.status(), "another status", "", "", answer);
        require(
                answer.text("type")
                        .equals("urn:holdfast:problem:" + answer.error().toLowerCase(Locale.ROOT)),
                "another type",
                "",
                "",
                answer);
        switch (answer.status()) {
            case 401 -> answer.header("WWW-Authenticate");
            case 403 -> {
                if (answer.error().equals("INSUFFICIENT_SCOPE")) {
                    answer.header("WWW-Authenticate");
                }
            }
            case 405 -> answer.header("Allow");
            case 429, 503 -> answer.header("Retry-After");
            default -> {}
        }
    }

    private static void require(boolean fits, String problem, String method, String path, Answer answer) {
        if (!fits) {
            throw new AssertionError("Not in the contract (" + problem + "): " + method + " " + path + " -> " + answer);
        }
    }
}

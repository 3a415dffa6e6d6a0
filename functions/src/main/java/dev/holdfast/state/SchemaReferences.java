package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the references of a JSON Schema lead (JSON Schema 2020-12 core, section 8.2): into the schema itself or to the
 * dialect's own meta-schemas, and nowhere else. One that leads nowhere would only be found by the document that meets
 * it.
 */
final class SchemaReferences {
    private static final URI ROOT = URI.create("https://schema.invalid/");
    private static final String META = "https://json-schema.org/draft/2020-12/";
    /** Whose values are data, not schemas. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private final Map<URI, JsonNode> resources = new HashMap<>();
    private final Set<URI> anchors = new HashSet<>();
    private final List<Reference> references = new ArrayList<>();

    private record Reference(String path, URI target) {}

    private SchemaReferences() {}

    /** @throws Refusal {@link Reason#INVALID_SCHEMA} with the references that lead nowhere */
    static void requireResolved(JsonNode schema) {
        SchemaReferences found = new SchemaReferences();
        found.resources.put(ROOT, schema);
        try {
            found.visit(schema, ROOT, "");
        } catch (IllegalArgumentException notUri) {
            throw Schemas.refusal(List.of());
        }
        List<Map<String, String>> nowhere = found.references.stream()
                .filter(reference -> !found.resolves(reference.target()))
                .map(reference -> Map.of("path", reference.path(), "message", "The reference leads nowhere"))
                .toList();
        if (!nowhere.isEmpty()) {
            throw Schemas.refusal(nowhere);
        }
    }

    private void visit(JsonNode node, URI outer, String path) {
        URI base = outer;
        @Nullable String id = text(node, "$id");
        if (id != null) {
            base = withoutFragment(outer.resolve(id));
            resources.put(base, node);
        }
        for (String name : List.of("$anchor", "$dynamicAnchor")) {
            @Nullable String anchor = text(node, name);
            if (anchor != null) {
                anchors.add(base.resolve("#" + anchor));
            }
        }
        for (String name : List.of("$ref", "$dynamicRef")) {
            @Nullable String target = text(node, name);
            if (target != null) {
                references.add(new Reference(path + "/" + name, base.resolve(target)));
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!DATA.contains(member.getKey())) {
                visit(member.getValue(), base, path + "/" + escaped(member.getKey()));
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(node.get(i), base, path + "/" + i);
        }
    }

    private boolean resolves(URI target) {
        if (target.toString().startsWith(META)) {
            return true;
        }
        @Nullable JsonNode resource = resources.get(withoutFragment(target));
        @Nullable String fragment = target.getRawFragment();
        if (resource == null || fragment == null || fragment.isEmpty()) {
            return resource != null;
        }
        return fragment.startsWith("/") ? !at(resource, fragment).isMissingNode() : anchors.contains(target);
    }

    private static JsonNode at(JsonNode resource, String fragment) {
        // A plus is itself in a URI's fragment.
        return resource.at(URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).textValue();
    }

    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int hash = text.indexOf('#');
        return hash < 0 ? uri : URI.create(text.substring(0, hash));
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}

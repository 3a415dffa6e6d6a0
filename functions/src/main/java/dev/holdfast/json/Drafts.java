package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Containers copied from an immutable document that may still be changed, since nobody else holds them. */
final class Drafts {
    private final Set<JsonNode> mine = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The node itself if it is a draft or a scalar, otherwise a shallow copy that is a draft from now on. */
    JsonNode of(JsonNode node) {
        if (!node.isContainerNode() || mine.contains(node)) {
            return node;
        }
        JsonNode copy = copy(node);
        mine.add(copy);
        return copy;
    }

    /** Makes a value that will stand in two places immutable; a node that is no draft holds none. */
    void release(JsonNode node) {
        if (mine.remove(node)) {
            for (JsonNode child : node) {
                release(child);
            }
        }
    }

    static JsonNode copy(JsonNode container) {
        return container instanceof ArrayNode items
                ? new ArrayNode(JsonNodeFactory.instance, items.size() + 1).addAll(items)
                : JsonNodeFactory.instance.objectNode().setAll((ObjectNode) container);
    }

    /** Sets a child that is there already. */
    static void set(JsonNode container, String token, JsonNode value) {
        if (container instanceof ArrayNode items) {
            items.set(Pointer.index(token), value);
        } else {
            ((ObjectNode) container).set(token, value);
        }
    }
}

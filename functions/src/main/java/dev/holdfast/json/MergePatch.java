package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Merge Patch (RFC 7396): members replace members, null removes, and anything but an object replaces the whole.
 *
 * @param document the patch as it was read
 */
public record MergePatch(JsonNode document) {
    /**
     * The patched document. {@code base} stays as it is; what the patch does not change is shared with it, and it is
     * answered itself when nothing changes.
     *
     * @throws Refusal DOCUMENT_TOO_LARGE
     */
    public JsonNode apply(JsonNode base) {
        JsonNode result = merge(base, document);
        if (!JsonEquality.shared(result, base)) {
            Measured.requireResult(result);
        }
        return result;
    }

    private static JsonNode merge(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return target != null && JsonEquality.TEXT.equal(target, patch) ? target : patch;
        }
        ObjectNode members = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        @Nullable ObjectNode draft = null;
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String name = change.getKey();
            @Nullable JsonNode old = members.get(name);
            @Nullable JsonNode merged = change.getValue().isNull() ? null : merge(old, change.getValue());
            if (JsonEquality.shared(old, merged)) {
                continue;
            }
            draft = draft == null ? (ObjectNode) Drafts.copy(members) : draft;
            if (merged == null) {
                draft.remove(name);
            } else {
                draft.set(name, merged);
            }
        }
        return draft == null ? members : draft;
    }
}

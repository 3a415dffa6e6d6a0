package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Refusal;
import java.util.List;

/**
 * A JSON Patch (RFC 6902): at most {@value #MAX_OPERATIONS} operations that are applied in order, all or none.
 * Immutable.
 */
public final class Patch {
    public static final int MAX_OPERATIONS = 1_000;

    private final List<Operation> operations;

    /** @throws IllegalArgumentException for more than {@link #MAX_OPERATIONS} */
    public Patch(List<Operation> operations) {
        if (operations.size() > MAX_OPERATIONS) {
            throw new IllegalArgumentException("too many operations: " + operations.size());
        }
        this.operations = List.copyOf(operations);
    }

    /**
     * Reads a patch document; members that an operation does not define are ignored (RFC 6902 section 4).
     *
     * @throws Refusal INVALID_PATCH or INVALID_POINTER, with {@code operation_index} where one operation is to blame
     */
    public static Patch parse(JsonNode document) {
        return new Patch(PatchReader.operations(document));
    }

    public List<Operation> operations() {
        return operations;
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** As {@link #apply(JsonNode, long)}, with a look at the whole of {@code base} first. */
    public JsonNode apply(JsonNode base) {
        return operations.isEmpty() ? base : apply(base, SizeBounds.atMost(base));
    }

    /**
     * The patched document. {@code base} stays as it is, and what no operation touches is shared with it.
     *
     * @param mostBytes no less than {@link StrictJson#write} gives for {@code base}: the length of the text it was read
     *     from will do
     * @throws Refusal PATCH_FAILED for a failed test or a missing place, DOCUMENT_TOO_LARGE as soon as the result
     *     exceeds a limit of {@link StrictJson} or copies carry more than a whole document; both with
     *     {@code operation_index}
     */
    public JsonNode apply(JsonNode base, long mostBytes) {
        if (operations.isEmpty()) {
            return base;
        }
        PatchedTree tree = new PatchedTree(base, mostBytes);
        for (Operation operation : operations) {
            tree.apply(operation);
        }
        return tree.root();
    }

    /** The patch document. */
    public ArrayNode toJson() {
        ArrayNode document = JsonNodeFactory.instance.arrayNode(operations.size());
        for (Operation operation : operations) {
            document.add(toJson(operation));
        }
        return document;
    }

    /** The compact text of the patch document. */
    @Override
    public String toString() {
        return toJson().toString();
    }

    private static ObjectNode toJson(Operation operation) {
        String path = operation.path().toString();
        return switch (operation) {
            case Operation.Add add -> named("add").put("path", path).set("value", add.value());
            case Operation.Remove _ -> named("remove").put("path", path);
            case Operation.Replace replace -> named("replace").put("path", path).set("value", replace.value());
            case Operation.Move move ->
                named("move").put("from", move.from().toString()).put("path", path);
            case Operation.Copy copy ->
                named("copy").put("from", copy.from().toString()).put("path", path);
            case Operation.Test test -> named("test").put("path", path).set("value", test.value());
        };
    }

    private static ObjectNode named(String operation) {
        return JsonNodeFactory.instance.objectNode().put("op", operation);
    }
}

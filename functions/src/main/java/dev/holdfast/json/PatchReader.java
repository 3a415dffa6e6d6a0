package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the operations of a JSON Patch document (RFC 6902 sections 3 and 4). */
final class PatchReader {
    private final ObjectNode members;
    private final int index;

    private PatchReader(ObjectNode members, int index) {
        this.members = members;
        this.index = index;
    }

    static List<Operation> operations(JsonNode document) {
        if (!(document instanceof ArrayNode items)) {
            throw new Refusal(Reason.INVALID_PATCH, "Send a JSON array of operations.");
        }
        if (items.size() > Patch.MAX_OPERATIONS) {
            throw new Refusal(
                    Reason.INVALID_PATCH,
                    "Send at most " + Patch.MAX_OPERATIONS + " operations.",
                    Map.of("max_operations", Patch.MAX_OPERATIONS));
        }
        List<Operation> operations = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            operations.add(operation(item, operations.size()));
        }
        return operations;
    }

    private static Operation operation(JsonNode item, int index) {
        if (item instanceof ObjectNode members) {
            return new PatchReader(members, index).operation();
        }
        throw invalid(Reason.INVALID_PATCH, "An operation is a JSON object.", index);
    }

    private Operation operation() {
        Pointer path = pointer("path");
        return switch (text("op")) {
            case "add" -> new Operation.Add(path, value());
            case "remove" -> new Operation.Remove(path);
            case "replace" -> new Operation.Replace(path, value());
            case "move" -> new Operation.Move(notAbove(path), path);
            case "copy" -> new Operation.Copy(pointer("from"), path);
            case "test" -> new Operation.Test(path, value());
            default ->
                throw invalid(Reason.INVALID_PATCH, "An operation is add, remove, replace, move, copy or test.", index);
        };
    }

    private Pointer notAbove(Pointer path) {
        Pointer from = pointer("from");
        if (from.size() < path.size() && from.isPrefixOf(path)) {
            throw invalid(Reason.INVALID_PATCH, "A value cannot be moved into itself.", index);
        }
        return from;
    }

    private Pointer pointer(String name) {
        Pointer pointer = Pointer.parseOrNull(text(name));
        if (pointer == null) {
            throw invalid(Reason.INVALID_POINTER, "The operation's " + name + " is not a JSON Pointer.", index);
        }
        return pointer;
    }

    private String text(String name) {
        @Nullable JsonNode member = members.get(name);
        if (member == null || !member.isTextual()) {
            throw invalid(Reason.INVALID_PATCH, "The operation needs the text " + name + ".", index);
        }
        return member.textValue();
    }

    private JsonNode value() {
        @Nullable JsonNode value = members.get("value");
        if (value == null) {
            throw invalid(Reason.INVALID_PATCH, "The operation needs a value.", index);
        }
        return value;
    }

    private static Refusal invalid(Reason reason, String detail, int index) {
        return new Refusal(reason, detail, Map.of("operation_index", index));
    }
}

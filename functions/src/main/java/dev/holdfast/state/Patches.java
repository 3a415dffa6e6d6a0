package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Operation;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import java.util.List;

/** Patches that are often needed. */
final class Patches {
    static final Patch NONE = new Patch(List.of());

    private Patches() {}

    static Patch replacingAll(JsonNode data) {
        return new Patch(List.of(new Operation.Replace(Pointer.ROOT, data)));
    }
}

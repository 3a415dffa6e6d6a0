package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;

/** One operation of a JSON Patch (RFC 6902 section 4). Values are shared, not copied: nobody may change them. */
public sealed interface Operation {
    /** The target location. */
    Pointer path();

    /** Sets a member or inserts an item. */
    record Add(Pointer path, JsonNode value) implements Operation {}

    record Remove(Pointer path) implements Operation {}

    record Replace(Pointer path, JsonNode value) implements Operation {}

    /** Removes at {@code from} and adds at {@code path}; the same place twice puts a member last. */
    record Move(Pointer from, Pointer path) implements Operation {}

    record Copy(Pointer from, Pointer path) implements Operation {}

    /** Fails the patch unless the value at the place is equal; numbers by value. */
    record Test(Pointer path, JsonNode value) implements Operation {}
}

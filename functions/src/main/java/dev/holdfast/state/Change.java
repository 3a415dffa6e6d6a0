package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Diff;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to the stored document.
 *
 * @param patch of the data; null when {@code data} replaces it or it stays
 * @param data the new data; null when {@code patch} makes it or it stays
 * @param metadata the new metadata; null when it stays
 * @param imported the seq it had where it was imported from; 0 when it was not
 */
record Change(
        @Nullable Patch patch,
        @Nullable JsonNode data,
        @Nullable ObjectNode metadata,
        long imported) {
    /** A patch within the first write unit costs no more than any other, and leaves what it does not touch to others. */
    private static final int SHORT = 640;

    // One letter each, because every entry pays for them.
    private static final String PATCH = "p";
    private static final String DATA = "d";
    private static final String METADATA = "m";
    private static final String IMPORTED = "i";

    static Change of(Patch patch) {
        return new Change(patch, null, null, 0);
    }

    /** From one document to another, as a patch of the data where that is shorter. */
    static Change between(Document before, Document after) {
        @Nullable
        ObjectNode metadata = Diff.between(before.metadata(), after.metadata()).isEmpty() ? null : after.metadata();
        Patch patch = Diff.apart(before.data(), after.data());
        if (patch.isEmpty()) {
            return new Change(null, null, metadata, 0);
        }
        int patchBytes = StrictJson.length(patch.toJson());
        boolean shorter = patchBytes <= SHORT || patchBytes < StrictJson.length(after.data());
        return new Change(shorter ? patch : null, shorter ? null : after.data(), metadata, 0);
    }

    Change imported(long seq) {
        return new Change(patch, data, metadata, seq);
    }

    Document applyTo(Document before, SchemaVersion version) {
        JsonNode changed = before.data();
        if (data != null) {
            changed = data;
        } else if (patch != null) {
            changed = patch.apply(changed);
        }
        return new Document(changed, metadata == null ? before.metadata() : metadata, version);
    }

    /** The patch of the data that has the same effect. */
    Patch asPatch() {
        if (patch != null) {
            return patch;
        }
        return data == null ? Patches.NONE : Patches.replacingAll(data);
    }

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (patch != null) {
            json.set(PATCH, patch.toJson());
        }
        if (data != null) {
            json.set(DATA, data);
        }
        if (metadata != null) {
            json.set(METADATA, metadata);
        }
        if (imported > 0) {
            json.put(IMPORTED, imported);
        }
        return StrictJson.write(json);
    }

    static Change read(byte[] payload) {
        JsonNode json = Payload.parse(payload);
        JsonNode patch = json.get(PATCH);
        return new Change(
                patch == null ? null : Patch.parse(patch),
                json.get(DATA),
                json.get(METADATA) instanceof ObjectNode metadata ? metadata : null,
                json.path(IMPORTED).longValue());
    }
}

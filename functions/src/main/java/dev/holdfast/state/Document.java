package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Diff;

/**
 * What a store keeps. {@code data} and {@code metadata} are treated as immutable.
 *
 * @param version which schema the data follows
 */
public record Document(JsonNode data, ObjectNode metadata, SchemaVersion version) {
    public static Document of(JsonNode data, SchemaVersion version) {
        return new Document(data, JsonNodeFactory.instance.objectNode(), version);
    }

    public Document with(JsonNode newData) {
        return new Document(newData, metadata, version);
    }

    public Document with(ObjectNode newMetadata) {
        return new Document(data, newMetadata, version);
    }

    /** Whether it reads the same, number texts and the order of members included. */
    boolean sameAs(Document other) {
        return version.equals(other.version)
                && Diff.between(data, other.data).isEmpty()
                && Diff.between(metadata, other.metadata).isEmpty();
    }
}

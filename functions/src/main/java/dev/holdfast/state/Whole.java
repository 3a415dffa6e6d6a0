package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;

/** A whole state as bytes: what an open begins with, and what a snapshot keeps. */
final class Whole {
    private static final String CONFIG = "c";
    private static final String DATA = "d";
    private static final String METADATA = "m";
    private static final String VERSION = "v";
    private static final String IMPORTED = "i";
    private static final String WATCHES = "w";

    private Whole() {}

    static byte[] write(StoreState state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(CONFIG, ConfigJson.write(state.config()));
        json.set(DATA, state.document().data());
        json.set(METADATA, state.document().metadata());
        json.put(VERSION, state.document().version().toString());
        if (state.imported() > 0) {
            json.put(IMPORTED, state.imported());
        }
        if (!state.watches().isEmpty()) {
            json.set(WATCHES, Watch.write(state.watches()));
        }
        return StrictJson.write(json);
    }

    static StoreState read(byte[] bytes) {
        JsonNode json = Payload.parse(bytes);
        Document document = new Document(
                json.get(DATA),
                (ObjectNode) json.get(METADATA),
                SchemaVersion.parse(json.get(VERSION).textValue()));
        return new StoreState(
                document,
                ConfigJson.read((ObjectNode) json.get(CONFIG)),
                json.path(IMPORTED).longValue(),
                Watch.read(json.path(WATCHES)));
    }
}

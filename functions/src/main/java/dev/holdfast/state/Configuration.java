package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;

/** A new configuration, as an entry carries it. */
record Configuration(StoreConfig config, long imported) {
    private static final String CONFIG = "c";
    private static final String IMPORTED = "i";

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(CONFIG, ConfigJson.write(config));
        if (imported > 0) {
            json.put(IMPORTED, imported);
        }
        return StrictJson.write(json);
    }

    static Configuration read(byte[] payload) {
        JsonNode json = Payload.parse(payload);
        return new Configuration(
                ConfigJson.read((ObjectNode) json.get(CONFIG)),
                json.path(IMPORTED).longValue());
    }
}

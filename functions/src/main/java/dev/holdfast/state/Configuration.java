package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new configuration, as an entry carries it.
 *
 * @param watches null when they stay
 */
record Configuration(
        StoreConfig config, long imported, @Nullable List<Watch> watches) {
    private static final String CONFIG = "c";
    private static final String IMPORTED = "i";
    private static final String WATCHES = "w";

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set(CONFIG, ConfigJson.write(config));
        if (imported > 0) {
            json.put(IMPORTED, imported);
        }
        if (watches != null) {
            json.set(WATCHES, Watch.write(watches));
        }
        return StrictJson.write(json);
    }

    static Configuration read(byte[] payload) {
        JsonNode json = Payload.parse(payload);
        JsonNode watches = json.get(WATCHES);
        return new Configuration(
                ConfigJson.read((ObjectNode) json.get(CONFIG)),
                json.path(IMPORTED).longValue(),
                watches == null ? null : Watch.read(watches));
    }

    StoreState applyTo(StoreState before) {
        StoreState after = before.with(config).importedAt(imported);
        return watches == null ? after : after.with(watches);
    }
}

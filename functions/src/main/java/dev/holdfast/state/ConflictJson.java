package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Conflict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conflicts of a merge as JSON; a value that is not there has no member. */
public final class ConflictJson {
    private ConflictJson() {}

    public static ArrayNode write(List<Conflict> conflicts) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Conflict conflict : conflicts) {
            ObjectNode one = json.addObject().put("path", conflict.path().toString());
            setIfPresent(one, "base", conflict.base());
            setIfPresent(one, "current", conflict.current());
            setIfPresent(one, "incoming", conflict.incoming());
            one.put("policy", conflict.policy().name().toLowerCase(Locale.ROOT))
                    .put("winner", conflict.winner().name().toLowerCase(Locale.ROOT))
                    .put("run", conflict.run())
                    .put("source", conflict.source());
        }
        return json;
    }

    private static void setIfPresent(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}

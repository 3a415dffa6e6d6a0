package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Event;
import dev.holdfast.json.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events on the wire. */
final class ActivityViews {
    private ActivityViews() {}

    static ObjectNode event(Event event) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id())
                .put("timestamp", Timestamp.format(event.at()))
                .put("type", event.type())
                .put("actor", event.actor())
                .put("resource", event.resource())
                .put("action", event.action())
                .put("status", event.status());
        view.set("details", event.details());
        return view;
    }

    static ObjectNode page(List<Event> events, @Nullable String nextCursor) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        events.forEach(event -> items.add(event(event)));
        return view.put("next_cursor", nextCursor);
    }
}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.activity.TriggerPath;
import java.util.ArrayList;
import java.util.List;

/** That a trigger waits for changes of a part of the document. It stands in the log, so that no change can miss it. */
public record Watch(String trigger, TriggerPath path) {
    /** A fired change puts in a job for each of its places, all in one transaction. */
    public static final int MOST = 16;

    private static final String TRIGGER = "id";
    private static final String PATH = "path";

    static ArrayNode write(List<Watch> watches) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        watches.forEach(watch -> json.addObject()
                .put(TRIGGER, watch.trigger())
                .put(PATH, watch.path().toString()));
        return json;
    }

    static List<Watch> read(JsonNode json) {
        List<Watch> watches = new ArrayList<>();
        json.forEach(watch -> watches.add(new Watch(
                watch.path(TRIGGER).textValue(),
                TriggerPath.parse(watch.path(PATH).textValue()))));
        return List.copyOf(watches);
    }
}

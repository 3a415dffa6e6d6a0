package dev.holdfast.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;

/** Messages as the workspace protocol has them: {@code {type, store, seq, state | patch}}, with who and when. */
public final class MessageJson {
    private MessageJson() {}

    public static ObjectNode write(Message message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (message) {
            case Message.Snapshot(var store, long seq, Document document) -> {
                json.put("type", "snapshot").put("store", store.text()).put("seq", seq);
                json.set("state", document.data());
                json.set("metadata", document.metadata());
                json.put("schema_version", document.version().toString());
            }
            case Message.Patched(var store, long seq, var patch, var metadata, var at, String author) -> {
                json.put("type", "patch").put("store", store.text()).put("seq", seq);
                json.set("patch", patch.toJson());
                if (metadata != null) {
                    json.set("metadata", metadata);
                }
                json.put("updated_at", Timestamp.format(at)).put("updated_by", author);
            }
        }
        return json;
    }
}

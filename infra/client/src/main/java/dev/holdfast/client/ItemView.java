package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.Text;
import dev.holdfast.client.spool.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Kept calls as they are shown. */
final class ItemView {
    private static final String SECRET = "provider_config";

    private ItemView() {}

    static ObjectNode document(Item item, boolean withBody) {
        ObjectNode document = Json.object()
                .put("id", item.id())
                .put("state", state(item))
                .put("url", item.account().url())
                .put("tenant", item.account().tenant())
                .put("subject", item.account().subject())
                .put("local_project_uuid", item.project())
                .put("project_name", item.name())
                .put("via", item.via().text())
                .put("idempotency_key", item.key())
                .put("created_at", Times.format(item.createdAt()))
                .put("attempts", item.attempts());
        if (item.attemptedAt() != null) {
            document.put("last_attempt_at", Times.format(item.attemptedAt()));
        }
        if (!item.dead()) {
            document.put("next_attempt_at", Times.format(item.dueAt()));
        }
        if (item.lastError() != null) {
            document.put("last_error", item.lastError());
        }
        if (item.lastStatus() != null) {
            document.put("last_status", item.lastStatus());
        }
        if (withBody) {
            document.set("body", body(item));
        }
        return document;
    }

    static List<String> lines(Item item, boolean withBody) {
        List<String> lines = new ArrayList<>();
        lines.add("%d %s: %s (%s) for %s at %s"
                .formatted(
                        item.id(),
                        state(item),
                        Text.printable(item.name()),
                        item.project(),
                        item.account().tenant(),
                        item.account().url()));
        lines.add("  %d attempts%s%s"
                .formatted(
                        item.attempts(),
                        item.dead() ? "" : ", next at " + Times.format(item.dueAt()),
                        item.lastError() == null ? "" : ", last: " + item.lastError()));
        if (withBody) {
            lines.add("  " + Json.write(body(item)));
        }
        return lines;
    }

    private static String state(Item item) {
        return !item.dead() ? "waiting" : item.superseded() ? "dead, superseded" : "dead";
    }

    private static ObjectNode body(Item item) {
        ObjectNode body = Json.object(item.body().getBytes(StandardCharsets.UTF_8), "A kept call");
        if (body.has(SECRET)) {
            body.put(SECRET, "kept, not shown");
        }
        return body;
    }
}

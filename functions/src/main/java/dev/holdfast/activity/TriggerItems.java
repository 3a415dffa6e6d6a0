package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers as items. What they wait for, URL and secret are sealed for this trigger alone. */
final class TriggerItems {
    static final String OPERATION = "op";
    static final String FAILING = "failing";
    static final String ERROR = "err";
    static final String PAUSED = "paused";

    private static final String TRIGGERS = "triggers";
    private static final String BY = "by";
    private static final String AT = "at";
    private static final String SEALED = "p";
    private static final String PATH = "path";
    private static final String EVENTS = "events";
    private static final String URL = "url";
    private static final String SECRET = "secret";

    private final Sealing sealing;

    TriggerItems(Sealing sealing) {
        this.sealing = sealing;
    }

    static String partition(ProjectRef owner) {
        return owner.partition(TRIGGERS);
    }

    static Key key(ProjectRef owner, String id) {
        return new Key(partition(owner), id);
    }

    /** @param operation the mark of the operation that creates it */
    Item item(ProjectRef owner, Trigger trigger, String operation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put(URL, trigger.url())
                .put(SECRET, trigger.secret().reveal());
        if (trigger.path() != null) {
            json.put(PATH, trigger.path().toString());
        }
        trigger.events().forEach(json.putArray(EVENTS)::add);
        Key key = key(owner, trigger.id());
        return Item.at(key)
                .text(OPERATION, operation)
                .text(BY, trigger.createdBy())
                .number(AT, trigger.createdAt().toEpochMilli())
                .bytes(SEALED, sealing.seal(owner.tenant(), context(key), StrictJson.write(json)))
                .build();
    }

    Trigger trigger(ProjectRef owner, Item item) {
        JsonNode json = StrictJson.parse(sealing.open(owner.tenant(), context(item.key()), item.bytes(SEALED)));
        String path = json.path(PATH).textValue();
        List<String> events = new ArrayList<>();
        json.path(EVENTS).forEach(event -> events.add(event.textValue()));
        return new Trigger(
                item.key().sk(),
                path == null ? null : TriggerPath.parse(path),
                events,
                json.path(URL).textValue(),
                WebhookSecret.parse(json.path(SECRET).textValue()),
                item.text(BY),
                Instant.ofEpochMilli(item.number(AT)),
                time(item, FAILING),
                item.optionalText(ERROR).orElse(null),
                time(item, PAUSED));
    }

    private static @Nullable Instant time(Item item, String name) {
        return item.has(name) ? Instant.ofEpochMilli(item.number(name)) : null;
    }

    private static String context(Key key) {
        return "trigger\n" + key.pk() + "\n" + key.sk();
    }
}

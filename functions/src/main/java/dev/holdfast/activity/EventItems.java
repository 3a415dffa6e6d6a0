package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Packing;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;

/** Events as items: what they are found by is plain, their details are packed and sealed. */
final class EventItems {
    private static final String TYPE = "type";
    private static final String ACTOR = "by";
    private static final String RESOURCE = "res";
    private static final String ACTION = "act";
    private static final String STATUS = "st";
    private static final String DETAILS = "p";

    private final Sealing sealing;

    EventItems(Sealing sealing) {
        this.sealing = sealing;
    }

    Item.Builder item(ProjectRef owner, Event event) {
        Key key = new Key(owner.eventsOf(event.type()), event.id());
        byte[] details = Packing.pack(StrictJson.write(event.details()));
        Item.Builder item = Item.at(key)
                .text(TYPE, event.type())
                .text(ACTOR, event.actor())
                .text(ACTION, event.action())
                .bytes(DETAILS, sealing.seal(owner.tenant(), context(key), details));
        if (event.resource() != null) {
            item.text(RESOURCE, event.resource());
        }
        return event.status().equals(Event.OK) ? item : item.text(STATUS, event.status());
    }

    Event event(Item item) {
        Key key = item.key();
        String tenant = key.pk().substring(0, key.pk().indexOf('#'));
        byte[] details = Packing.unpack(sealing.open(tenant, context(key), item.bytes(DETAILS)));
        return new Event(
                key.sk(),
                Event.at(key.sk()),
                item.text(TYPE),
                item.text(ACTOR),
                item.optionalText(RESOURCE).orElse(null),
                item.text(ACTION),
                item.optionalText(STATUS).orElse(Event.OK),
                // Written by us within the limits of a document: its numbers may have grown longer than a caller's.
                (ObjectNode) StrictJson.parseEnvelope(details, StrictJson.MAX_BYTES));
    }

    private static String context(Key key) {
        return "event\n" + key.pk() + "\n" + key.sk();
    }
}

package dev.holdfast.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.table.Item;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a project's registration history, written in one transaction with the change it tells of.
 *
 * @param type what happened: {@code created}, {@code updated}, {@code archived} or {@code restored}
 * @param actor the subject that did it
 * @param machine null unless a machine registered
 * @param changed the names of the fields that changed
 * @param operation the mark of the operation that did it
 */
public record RegistrationEvent(
        Instant at,
        String type,
        String actor,
        @Nullable UUID machine,
        List<String> changed,
        long version,
        String operation) {
    static final Duration KEPT = Duration.ofDays(90);
    private static final String EVENT = "event";
    static final String OPERATION = "op";

    static RegistrationEvent created(Project project) {
        return new RegistrationEvent(
                project.listing().registeredAt(),
                "created",
                project.registeredBy(),
                project.registeredOn(),
                List.of(),
                0,
                project.createdBy());
    }

    Item item(Project after) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("at", Timestamp.format(at))
                .put("type", type)
                .put("actor", actor);
        if (machine != null) {
            event.put("machine", machine.toString());
        }
        changed.forEach(event.putArray("changed")::add);
        return Item.at(ProjectKeys.registration(after, version))
                .text(EVENT, event.toString())
                .text(OPERATION, operation)
                .expiresAt(at.plus(KEPT))
                .build();
    }

    static RegistrationEvent of(Item item) {
        JsonNode event = StrictJson.parse(item.text(EVENT).getBytes(StandardCharsets.UTF_8));
        List<String> changed = new ArrayList<>();
        event.path("changed").forEach(field -> changed.add(field.textValue()));
        String machine = event.path("machine").textValue();
        return new RegistrationEvent(
                Timestamp.parse(event.get("at").textValue()),
                event.get("type").textValue(),
                event.get("actor").textValue(),
                machine == null ? null : UUID.fromString(machine),
                List.copyOf(changed),
                Long.parseLong(item.key().sk()),
                item.text(OPERATION));
    }
}

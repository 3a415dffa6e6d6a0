package dev.holdfast.linear;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a team's workflow states are read: by configuration, else by name where it says blocked, which is no type of
 * Linear, else by type.
 *
 * @param configured by name of the state, in lower case
 */
record StatusNames(Map<String, Status> configured) {

    StatusNames {
        configured = Map.copyOf(configured);
    }

    static StatusNames of(Map<String, String> pairs) {
        Map<String, Status> configured = new LinkedHashMap<>();
        pairs.forEach((state, status) -> configured.put(
                lower(state),
                Status.of(status)
                        .orElseThrow(() -> new InvalidConfig(Map.of(
                                LinearFactory.STATUSES.name(), "must map to: to do, in progress, blocked or done")))));
        return new StatusNames(configured);
    }

    Status of(String state, String type) {
        Status told = configured.get(lower(state));
        if (told != null) {
            return told;
        }
        if (Status.of(state).filter(status -> status == Status.BLOCKED).isPresent()) {
            return Status.BLOCKED;
        }
        return switch (type) {
            case "completed", "canceled", "duplicate" -> Status.DONE;
            case "started" -> Status.IN_PROGRESS;
            default -> Status.TODO;
        };
    }

    /** The type that Linear should give to a state that is made for a status. */
    static String typeFor(Status status) {
        return switch (status) {
            case TODO -> "unstarted";
            case IN_PROGRESS, BLOCKED -> "started";
            case DONE -> "completed";
        };
    }

    /** A {@code WorkflowStateFilter} that lets every state of a status pass, and perhaps others. */
    ObjectNode filter(Status status) {
        ObjectNode filter = Json.object();
        ArrayNode any = filter.putArray("or");
        configured.forEach((name, configuredStatus) -> {
            if (configuredStatus == status) {
                any.addObject().putObject("name").put("eqIgnoreCase", name);
            }
        });
        if (status == Status.BLOCKED) {
            any.addObject().putObject("name").put("containsIgnoreCase", "blocked");
            any.addObject().putObject("name").put("containsIgnoreCase", "hold");
        } else {
            ArrayNode types = any.addObject().putObject("type").putArray("in");
            typesOf(status).forEach(types::add);
        }
        return filter;
    }

    private static List<String> typesOf(Status status) {
        return switch (status) {
            case TODO -> List.of("triage", "backlog", "unstarted");
            case IN_PROGRESS, BLOCKED -> List.of("started");
            case DONE -> List.of("completed", "canceled", "duplicate");
        };
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

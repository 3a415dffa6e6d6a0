package dev.holdfast.activity;

import dev.holdfast.table.Key;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One registration of a project: what belongs to it never belongs to a later one. */
public record ProjectRef(String tenant, UUID project, String incarnation) {
    private static final String EVENTS = "feed";
    private static final String DECISIONS = "decisions";
    private static final String OPERATIONS = "feed#operations";

    /** Whose {@code pk} it is, which {@link #partition} made. */
    public static ProjectRef of(String pk) {
        int tenant = pk.indexOf('#');
        int project = pk.indexOf('.', tenant);
        int incarnation = pk.indexOf('#', project);
        return new ProjectRef(
                pk.substring(0, tenant),
                UUID.fromString(pk.substring(tenant + 1, project)),
                pk.substring(project + 1, incarnation));
    }

    /** The owner of the event that stands at {@code row}; empty for a row that is none. */
    public static Optional<ProjectRef> ofEvent(Key row) {
        String[] parts = row.pk().split("#", -1);
        boolean event = parts.length == 3
                && parts[1].indexOf('.') > 0
                && (parts[2].equals(EVENTS) || parts[2].equals(DECISIONS));
        return event ? Optional.of(of(row.pk())) : Optional.empty();
    }

    /** The partition of this name that the registration has for itself. */
    public String partition(String name) {
        return tenant + "#" + project + "." + incarnation + "#" + name;
    }

    /** Where events stand, in the order of time. */
    public String events() {
        return partition(EVENTS);
    }

    /** Where decisions stand, in the order of time. */
    public String decisions() {
        return partition(DECISIONS);
    }

    /** Where an event of {@code type} stands. */
    String eventsOf(String type) {
        return type.equals(Event.DECISION) ? decisions() : events();
    }

    Key operation(String id) {
        return new Key(partition(OPERATIONS), id);
    }

    /** Every partition of its feed and its triggers. */
    public List<String> partitions() {
        return List.of(events(), decisions(), partition(OPERATIONS), TriggerItems.partition(this));
    }
}

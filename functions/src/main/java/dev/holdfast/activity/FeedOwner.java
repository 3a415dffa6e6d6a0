package dev.holdfast.activity;

import dev.holdfast.json.Uuids;
import dev.holdfast.table.Key;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose feed it is: one registration of a project. */
public record FeedOwner(String tenant, UUID project, String incarnation) {
    private static final String EVENTS = "feed";
    private static final String DECISIONS = "decisions";
    private static final String OPERATIONS = "feed#operations";

    /** The owner of the event that stands at {@code row}; empty for a row that is none. */
    public static Optional<FeedOwner> of(Key row) {
        String[] parts = row.pk().split("#", -1);
        if (parts.length != 3 || !(parts[2].equals(EVENTS) || parts[2].equals(DECISIONS))) {
            return Optional.empty();
        }
        int end = parts[1].indexOf('.');
        return end < 0
                ? Optional.empty()
                : Uuids.parse(parts[1].substring(0, end))
                        .map(project -> new FeedOwner(parts[0], project, parts[1].substring(end + 1)));
    }

    /** Where events stand, in the order of time. */
    public String events() {
        return partition(EVENTS);
    }

    /** Where decisions stand, in the order of time. */
    public String decisions() {
        return partition(DECISIONS);
    }

    /** Every partition that the feed has. */
    public List<String> partitions() {
        return List.of(events(), decisions(), partition(OPERATIONS));
    }

    String of(String type) {
        return type.equals(Event.DECISION) ? decisions() : events();
    }

    Key operation(String id) {
        return new Key(partition(OPERATIONS), id);
    }

    private String partition(String what) {
        return tenant + "#" + project + "." + incarnation + "#" + what;
    }
}

package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Priority;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What labels mean: some stand for a priority, some have another name on the board than elsewhere.
 *
 * @param priorities by name on the board; several labels may stand for one, the first is put on cards
 * @param aliases names elsewhere by name on the board, likewise
 */
record LabelNames(Map<String, Priority> priorities, Map<String, String> aliases) {

    LabelNames {
        Map<String, Priority> all = new LinkedHashMap<>(priorities);
        for (Priority priority : Priority.values()) {
            if (!all.containsValue(priority)) {
                all.put("priority/" + priority.name().toLowerCase(Locale.ROOT), priority);
            }
        }
        priorities = Collections.unmodifiableMap(all);
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    }

    Optional<Priority> priority(Label label) {
        return Optional.ofNullable(priorities.get(label.name()));
    }

    /** The name of a priority's label on the board. */
    String onBoard(Priority priority) {
        return labels().getOrDefault(priority, priority.title());
    }

    /** The label that is put on cards for each priority, from least to most. */
    Map<Priority, String> labels() {
        Map<Priority, String> first = new EnumMap<>(Priority.class);
        priorities.forEach((label, priority) -> first.putIfAbsent(priority, label));
        return first;
    }

    /** What a label is called elsewhere. */
    String elsewhere(Label label) {
        return aliases.getOrDefault(label.name(), label.name());
    }

    /**
     * What a label is called on the board.
     *
     * @throws BoardFailure.Rejected for one that stands for a priority, or that the board calls otherwise
     */
    String onBoard(String name) {
        Optional<String> alias = aliases.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
        if (alias.isPresent()) {
            return alias.get();
        }
        if (priorities.containsKey(name)) {
            throw new BoardFailure.Rejected("This label stands for a priority; set the priority instead");
        }
        if (aliases.containsKey(name)) {
            throw new BoardFailure.Rejected("This label has another name here; see the board's mapping");
        }
        return name;
    }
}

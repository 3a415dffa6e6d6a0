package dev.holdfast.github;

import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How names on GitHub are read.
 *
 * @param statuses of options of the status field, by their names in lower case; others go by what they are called
 * @param priorities of options of the priority field, likewise
 * @param priorityLabels labels that say a priority, in their order; empty when a field does
 * @param labels a task's labels with what they are called on GitHub; others have one name
 */
record Mapping(
        Map<String, Status> statuses,
        Map<String, Priority> priorities,
        Map<String, Priority> priorityLabels,
        Map<String, String> labels) {

    /** The status of a column; one that nobody explained is neither free to be taken nor done. */
    Status status(String column) {
        return known(column).orElse(Status.IN_PROGRESS);
    }

    Optional<Status> known(String column) {
        return Optional.ofNullable(statuses.get(plain(column))).or(() -> Status.of(column));
    }

    Optional<Priority> priority(String option) {
        return Optional.ofNullable(priorities.get(plain(option))).or(() -> Priority.of(option));
    }

    boolean labelsPriorities() {
        return !priorityLabels.isEmpty();
    }

    /** The priority that a label on GitHub says. */
    Optional<Priority> labelled(String label) {
        return priorityLabels.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(label))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The label on GitHub that says a priority. */
    Optional<String> label(Priority priority) {
        return priorityLabels.entrySet().stream()
                .filter(entry -> entry.getValue() == priority)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String toGithub(String label) {
        return labels.getOrDefault(label, label);
    }

    String fromGithub(String label) {
        return labels.entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(label);
    }

    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}

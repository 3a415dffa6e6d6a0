package dev.holdfast.linear;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Linear's priorities stand for.
 *
 * @param byLevel from 1, urgent, to 4, low; 0 is none
 */
record PriorityLevels(Map<Integer, Priority> byLevel) {

    static final int NONE = 0;

    private static final List<String> NAMES = List.of("No priority", "Urgent", "High", "Medium", "Low");

    PriorityLevels {
        byLevel = Map.copyOf(byLevel);
    }

    static PriorityLevels of(Map<String, String> pairs) {
        Map<Integer, Priority> byLevel = new TreeMap<>();
        for (int level = 1; level < NAMES.size(); level++) {
            byLevel.put(level, Priority.valueOf(NAMES.get(level).toUpperCase(Locale.ROOT)));
        }
        pairs.forEach((name, priority) -> byLevel.put(
                level(name),
                Priority.of(priority).orElseThrow(() -> invalid("must map to: low, medium, high or urgent"))));
        return new PriorityLevels(byLevel);
    }

    @Nullable
    Priority read(int level) {
        return byLevel.get(level);
    }

    /**
     * The level to write: the one of that name where it stands for the priority.
     *
     * @throws BoardFailure.Rejected when none does
     */
    int level(@Nullable Priority priority) {
        if (priority == null) {
            return NONE;
        }
        return find(priority)
                .orElseThrow(() -> new BoardFailure.Rejected(
                        "No priority of Linear stands for " + priority.title() + "; map one to it"));
    }

    /** The name of each priority's level, for people. */
    Map<String, String> mapping() {
        Map<String, String> mapping = new TreeMap<>();
        for (Priority priority : Priority.values()) {
            find(priority).ifPresent(level -> mapping.put("priority " + priority.title(), NAMES.get(level)));
        }
        return mapping;
    }

    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            if (find(priority).isEmpty()) {
                missing.add("No priority of Linear stands for " + priority.title() + "; map one to it");
            }
        }
        return missing;
    }

    private Optional<Integer> find(Priority priority) {
        int named = NAMES.indexOf(priority.title());
        return byLevel.get(named) == priority
                ? Optional.of(named)
                : byLevel.entrySet().stream()
                        .filter(entry -> entry.getValue() == priority)
                        .map(Map.Entry::getKey)
                        .min(Integer::compare);
    }

    private static int level(String name) {
        return Stream.of(1, 2, 3, 4)
                .filter(level -> NAMES.get(level).equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> invalid("must name priorities of Linear: Urgent, High, Medium or Low"));
    }

    private static InvalidConfig invalid(String problem) {
        return new InvalidConfig(Map.of(LinearFactory.PRIORITIES.name(), problem));
    }
}

package dev.holdfast.spi;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A configuration that makes no provider. Shows names and what is expected, never values. */
public final class InvalidConfig extends RuntimeException {

    private final TreeMap<String, String> problems;

    /** @param problems name of a key to what is wrong with its value, such as {@code is required} */
    public InvalidConfig(Map<String, String> problems) {
        super(new TreeMap<>(problems)
                .entrySet().stream()
                        .map(problem -> problem.getKey() + " " + problem.getValue())
                        .collect(Collectors.joining("; ")));
        this.problems = new TreeMap<>(problems);
    }

    /** What is wrong, by name of the key. */
    public Map<String, String> problems() {
        return Map.copyOf(problems);
    }
}

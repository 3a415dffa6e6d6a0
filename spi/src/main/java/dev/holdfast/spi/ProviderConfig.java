package dev.holdfast.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The configuration of one provider, checked. Immutable; its text form shows no values. */
public final class ProviderConfig {

    private final Map<String, String> texts;

    private ProviderConfig(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * These texts, by name of their keys.
     *
     * @throws InvalidConfig with every missing, unknown and malformed one
     */
    public static ProviderConfig of(List<ConfigKey<?>> keys, Map<String, String> texts) {
        Map<String, String> problems = new TreeMap<>();
        Map<String, String> known = new HashMap<>();
        texts.keySet().forEach(name -> problems.put(name, "is not a key of this provider"));
        for (ConfigKey<?> key : keys) {
            problems.remove(key.name());
            String text = texts.getOrDefault(key.name(), key.defaultText().orElse(""));
            if (!text.isEmpty()) {
                problem(key, text).ifPresent(problem -> problems.put(key.name(), problem));
                known.put(key.name(), text);
            } else if (key.isRequired()) {
                problems.put(key.name(), "is required");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfig(problems);
        }
        return new ProviderConfig(known);
    }

    private static Optional<String> problem(ConfigKey<?> key, String text) {
        try {
            key.read(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The value of a key that is required or has a default.
     *
     * @throws IllegalArgumentException for another key without a value
     */
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key.name() + " has no value"));
    }

    /** The value of a key, if it has one. */
    public <T> Optional<T> find(ConfigKey<T> key) {
        return Optional.ofNullable(texts.get(key.name())).map(key::read);
    }

    @Override
    public String toString() {
        return "ProviderConfig" + texts.keySet().stream().sorted().toList();
    }
}

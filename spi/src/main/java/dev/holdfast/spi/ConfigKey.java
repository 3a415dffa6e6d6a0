package dev.holdfast.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value that a provider is configured with. Optional unless {@link #required}. Immutable.
 *
 * @param <T> what the text is read as
 */
public final class ConfigKey<T> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String name;
    private final Type type;
    private final String description;
    private final Function<String, T> reader;
    private final boolean required;
    private final boolean incidental;
    private final @Nullable String example;
    private final @Nullable String defaultText;

    /** How a value is written. */
    public enum Type {
        /** 1 to 1,000 characters. */
        TEXT,
        /** As text; never shown, logged or answered. */
        SECRET,
        /** Decimal digits, with a sign where the range has one. */
        INTEGER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** ISO 8601, such as {@code PT5S}. */
        DURATION,
        /** https, or http where the host's operator allows it to that address; no user, query or fragment. */
        URL,
        /** Names and what they stand for: {@code In Review = in progress; Icebox = todo}. */
        PAIRS
    }

    private ConfigKey(
            String name,
            Type type,
            String description,
            Function<String, T> reader,
            boolean required,
            boolean incidental,
            @Nullable String example,
            @Nullable String defaultText) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A key's name is snake_case: " + name);
        }
        this.name = name;
        this.type = type;
        this.description = description;
        this.reader = reader;
        this.required = required;
        this.incidental = incidental;
        this.example = example;
        this.defaultText = defaultText;
    }

    public static ConfigKey<String> text(String name, String description) {
        return of(name, Type.TEXT, description, ConfigTexts::text);
    }

    public static ConfigKey<Secret> secret(String name, String description) {
        return of(name, Type.SECRET, description, text -> Secret.of(ConfigTexts.text(text)));
    }

    /** A number from min to max, both included. */
    public static ConfigKey<Integer> integer(String name, String description, int min, int max) {
        return of(name, Type.INTEGER, description, text -> ConfigTexts.integer(text, min, max));
    }

    public static ConfigKey<Boolean> bool(String name, String description) {
        return of(name, Type.BOOLEAN, description, ConfigTexts::bool);
    }

    public static ConfigKey<Duration> duration(String name, String description) {
        return of(name, Type.DURATION, description, ConfigTexts::duration);
    }

    /** Where a back end is. The host checks separately that the address may be dialled. */
    public static ConfigKey<URI> url(String name, String description) {
        return of(name, Type.URL, description, ConfigTexts::url);
    }

    /** Names with what they stand for, such as columns with statuses; in their order, without blanks around them. */
    public static ConfigKey<Map<String, String>> pairs(String name, String description) {
        return of(name, Type.PAIRS, description, ConfigTexts::pairs);
    }

    private static <T> ConfigKey<T> of(String name, Type type, String description, Function<String, T> reader) {
        return new ConfigKey<>(name, type, description, reader, false, false, null, null);
    }

    /** The same key, without which there is no provider. */
    public ConfigKey<T> required() {
        return new ConfigKey<>(name, type, description, reader, true, incidental, example, defaultText);
    }

    /**
     * The same key, which says how the board is used and not where it is: with another value it is the same board, and
     * whoever holds its tasks goes on holding them.
     */
    public ConfigKey<T> incidental() {
        return new ConfigKey<>(name, type, description, reader, required, true, example, defaultText);
    }

    /** The same key with a value to show, which it must accept. */
    public ConfigKey<T> example(String text) {
        read(text);
        return new ConfigKey<>(name, type, description, reader, required, incidental, text, defaultText);
    }

    /** The same key with what it is when nobody says, which it must accept. */
    public ConfigKey<T> defaultsTo(String text) {
        read(text);
        return new ConfigKey<>(name, type, description, reader, required, incidental, example, text);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public String description() {
        return description;
    }

    public boolean isRequired() {
        return required;
    }

    /** Whether a board stays the same one when this changes; secrets and pairs are never what makes it another. */
    public boolean isIncidental() {
        return incidental || isSecret() || type == Type.PAIRS;
    }

    public boolean isSecret() {
        return type == Type.SECRET;
    }

    /** A made-up value. */
    public Optional<String> example() {
        return Optional.ofNullable(example);
    }

    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException with what is expected, never with the text
     */
    public T read(String text) {
        return reader.apply(text);
    }

    @Override
    public String toString() {
        return name + " (" + type + (required ? ", required)" : ")");
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Typed reading of an object's members, with every problem in one refusal.
 *
 * <p>A getter that finds a problem notes it and answers something harmless ({@code ""}, the nil UUID, an empty list or
 * optional), so that reading goes on; {@link #done} must therefore be called before anything is made of the answers.
 * Absent and null are alike, unless {@link #presence} is asked. One thread, one object.
 */
public final class Fields {
    private static final UUID NIL = new UUID(0, 0);

    private final ObjectNode members;
    private final FieldProblems problems = new FieldProblems();

    private Fields(ObjectNode members) {
        this.members = members;
    }

    /**
     * Starts reading an object.
     *
     * @throws Refusal INVALID_INPUT if {@code node} is none
     */
    public static Fields of(JsonNode node) {
        if (node instanceof ObjectNode members) {
            return new Fields(members);
        }
        throw new Refusal(Reason.INVALID_INPUT, "Send a JSON object.");
    }

    /** A required text that is not blank, at most {@code maxChars} code points, without control characters. */
    public String text(String name, int maxChars) {
        String value = optionalText(name, maxChars).orElseGet(() -> missing(name, ""));
        if (value.isBlank()) {
            problems.add(name, "must not be blank");
        }
        return value;
    }

    public Optional<String> optionalText(String name, int maxChars) {
        return value(name).flatMap(node -> textOf(name, node, maxChars));
    }

    /** A text of several lines: line feeds and tabs may stand in it. */
    public Optional<String> optionalProse(String name, int maxChars) {
        return read(
                name,
                node -> node.isTextual() && isProse(node.textValue(), maxChars)
                        ? Optional.of(node.textValue())
                        : Optional.empty(),
                "must be a text of at most " + maxChars + " characters without control characters but line feeds");
    }

    private static boolean isProse(String text, int maxChars) {
        return text.codePointCount(0, text.length()) <= maxChars
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /** A member of any type, to be judged by the caller, who notes what is wrong with {@link #problem}. */
    public Optional<JsonNode> node(String name) {
        return value(name);
    }

    /** Notes what is wrong with a member. */
    public void problem(String name, String problem) {
        problems.add(name, problem);
    }

    public UUID uuid(String name) {
        return optionalUuid(name).orElseGet(() -> missing(name, NIL));
    }

    public Optional<UUID> optionalUuid(String name) {
        return read(
                name,
                node -> node.isTextual() ? Uuids.parse(node.textValue()) : Optional.empty(),
                "must be a UUID: 8-4-4-4-12 hexadecimal digits");
    }

    /**
     * A required text out of a fixed set.
     *
     * @param values what each wire text stands for; at least one
     */
    public <E> E oneOf(String name, Map<String, E> values) {
        return optionalOneOf(name, values)
                .orElseGet(() -> missing(name, values.values().iterator().next()));
    }

    public <E> Optional<E> optionalOneOf(String name, Map<String, E> values) {
        return read(
                name,
                node -> node.isTextual() ? Optional.ofNullable(values.get(node.textValue())) : Optional.empty(),
                values.keySet().stream().sorted().collect(Collectors.joining(", ", "must be one of ", "")));
    }

    /** A whole number from {@code min} to {@code max}, both taken. */
    public OptionalInt integer(String name, int min, int max) {
        Optional<Integer> value = read(
                name,
                node -> node.isInt() && node.intValue() >= min && node.intValue() <= max
                        ? Optional.of(node.intValue())
                        : Optional.empty(),
                "must be a whole number from " + min + " to " + max);
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** An object of at most {@code maxBytes} as compact UTF-8. */
    public Optional<ObjectNode> object(String name, int maxBytes) {
        Optional<ObjectNode> object = read(
                name,
                node -> node instanceof ObjectNode it ? Optional.of(it) : Optional.empty(),
                "must be a JSON object");
        if (object.isPresent() && StrictJson.write(object.get()).length > maxBytes) {
            problems.add(name, "must have at most " + maxBytes + " bytes");
            return Optional.empty();
        }
        return object;
    }

    /** Texts as {@link #text} takes them; absent is an empty list. */
    public List<String> texts(String name, int maxItems, int maxChars) {
        List<JsonNode> items = items(name, 0, maxItems);
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String place = name + "[" + i + "]";
            Optional<String> text = textOf(place, items.get(i), maxChars);
            if (text.isPresent() && text.get().isBlank()) {
                problems.add(place, "must not be blank");
            }
            text.ifPresent(texts::add);
        }
        return List.copyOf(texts);
    }

    /** The items of an array of {@code min} to {@code max}; absent is an empty list if {@code min} is 0. */
    public List<JsonNode> items(String name, int min, int max) {
        Optional<List<JsonNode>> items = read(
                name,
                node -> node.isArray() && node.size() >= min && node.size() <= max
                        ? Optional.of(List.copyOf(node.valueStream().toList()))
                        : Optional.empty(),
                "must be an array of " + min + " to " + max + " items");
        return items.orElseGet(() -> min == 0 ? List.of() : missing(name, List.of()));
    }

    /** How the member stands in the object, whatever its type. */
    public Presence presence(String name) {
        problems.know(name);
        JsonNode node = members.path(name);
        return node.isMissingNode() ? Presence.ABSENT : node.isNull() ? Presence.NULL : Presence.VALUE;
    }

    /** Notes a problem unless the member is there: for types whose getters take absence for emptiness. */
    public void require(String name) {
        if (presence(name) != Presence.VALUE) {
            problems.add(name, "is required");
        }
    }

    /** Members that may stand in the object and change nothing. */
    public void ignore(String... names) {
        for (String name : names) {
            problems.know(name);
        }
    }

    /**
     * Ends the reading: members that were not asked for are problems too.
     *
     * @throws Refusal INVALID_INPUT with {@code errors: [{field, problem}]}, in the order asked and then the unknown
     *     ones, at most {@value FieldProblems#MAX_SHOWN}
     */
    public void done() {
        members.fieldNames().forEachRemaining(problems::addIfUnknown);
        problems.raise();
    }

    private Optional<String> textOf(String place, JsonNode node, int maxChars) {
        if (!node.isTextual()) {
            problems.add(place, "must be a text");
            return Optional.empty();
        }
        String text = node.textValue();
        if (text.codePointCount(0, text.length()) > maxChars) {
            problems.add(place, "must have at most " + maxChars + " characters");
            return Optional.empty();
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(place, "must not have control characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private <T> Optional<T> read(String name, Function<JsonNode, Optional<T>> type, String problem) {
        Optional<JsonNode> node = value(name);
        Optional<T> value = node.flatMap(type);
        if (node.isPresent() && value.isEmpty()) {
            problems.add(name, problem);
        }
        return value;
    }

    private Optional<JsonNode> value(String name) {
        return presence(name) == Presence.VALUE ? Optional.of(members.path(name)) : Optional.empty();
    }

    private <T> T missing(String name, T placeholder) {
        problems.add(name, "is required");
        return placeholder;
    }
}

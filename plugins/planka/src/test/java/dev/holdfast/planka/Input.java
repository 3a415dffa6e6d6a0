package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The members of a body, checked as the server checks them; but where it ignores unknown members, the stand-in refuses
 * them, so that mistakes show.
 */
final class Input {

    private final ObjectNode left;
    private final ObjectNode taken = JsonNodeFactory.instance.objectNode();

    Input(ObjectNode body) {
        left = body.deepCopy();
    }

    Input text(String name, int most) {
        return required(name).optionalText(name, most);
    }

    Input optionalText(String name, int most) {
        return take(
                name,
                value -> value.isTextual()
                        && !value.textValue().isEmpty()
                        && value.textValue().length() <= most);
    }

    Input nullableText(String name, int most) {
        return nullable(name) ? this : optionalText(name, most);
    }

    Input nullableTime(String name) {
        return nullable(name) ? this : take(name, value -> Instant.parse(value.textValue()) != null);
    }

    Input position() {
        return take("position", value -> value.isNumber() && value.doubleValue() >= 0);
    }

    Input oneOf(String name, String... values) {
        return required(name).take(name, value -> Arrays.asList(values).contains(value.textValue()));
    }

    Input id(String name) {
        return take(name, value -> value.isTextual() && value.textValue().matches("[1-9][0-9]{0,18}"));
    }

    Input flag(String name) {
        return take(name, JsonNode::isBoolean);
    }

    Input required(String name) {
        if (!left.has(name)) {
            throw Refused.invalid("\"%s\" is required, but it was not defined.".formatted(name));
        }
        return this;
    }

    /** What was taken; nothing else may be there. */
    ObjectNode done() {
        if (!left.isEmpty()) {
            throw new Mistake("Unknown members: " + left);
        }
        return taken;
    }

    private boolean nullable(String name) {
        boolean isNull = left.path(name).isNull() && left.has(name);
        if (isNull) {
            taken.set(name, left.remove(name));
        }
        return isNull;
    }

    private Input take(String name, Predicate<JsonNode> valid) {
        JsonNode value = left.remove(name);
        if (value != null) {
            if (!valid.test(value)) {
                throw Refused.invalid("Invalid \"%s\"".formatted(name));
            }
            taken.set(name, value);
        }
        return this;
    }
}

package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Random documents within the limits; the same generator state gives the same document. */
final class RandomJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RandomGenerator random;

    RandomJson(RandomGenerator random) {
        this.random = random;
    }

    JsonNode value(int nesting) {
        return switch (random.nextInt(nesting > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.textNode(text(20));
            case 3 -> NODES.numberNode(random.nextInt());
            case 4 -> wholeNumber();
            case 5 -> decimal();
            case 6 -> array(nesting - 1);
            default -> object(nesting - 1);
        };
    }

    private JsonNode wholeNumber() {
        BigInteger value = new BigInteger(random.nextInt(1, 120), new Random(random.nextLong()));
        return NumberText.node((random.nextBoolean() ? value : value.negate()).toString());
    }

    private JsonNode decimal() {
        BigInteger digits = BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(random.nextLong()));
        return NumberText.node(
                switch (random.nextInt(4)) {
                    case 0 -> "-0";
                    case 1 -> random.nextInt(100) + "." + "0".repeat(random.nextInt(1, 4));
                    case 2 -> random.nextInt(1, 10) + (random.nextBoolean() ? "e+" : "E-0") + random.nextInt(300);
                    default -> new BigDecimal(digits, random.nextInt(1, 300)).toString();
                });
    }

    private ArrayNode array(int nesting) {
        ArrayNode items = NODES.arrayNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            items.add(value(nesting));
        }
        return items;
    }

    private ObjectNode object(int nesting) {
        ObjectNode members = NODES.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.set(text(8), value(nesting));
        }
        return members;
    }

    String text(int maxChars) {
        var text = new StringBuilder();
        for (int i = random.nextInt(maxChars + 1); i > 0; i--) {
            int point = random.nextInt(
                    switch (random.nextInt(4)) {
                        case 0 -> 0x20;
                        case 1 -> 0x80;
                        case 2 -> 0x10000;
                        default -> 0x110000;
                    });
            text.appendCodePoint(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '~' : point);
        }
        return text.toString();
    }
}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random documents with numbers and an order of members that must not be lost, written with single quotes. */
final class Documents {
    private static final List<String> VALUES = List.of(
            "1",
            "1.0",
            "1E+2",
            "-0",
            "0.10",
            "12345678901234567890.0",
            "'a'",
            "'\u00e9~/'",
            "null",
            "true",
            "[]",
            "{}",
            "[1, 1.0, [2]]",
            "{'x': 1, 'a': {'b': 0.0}}");
    private static final List<String> NAMES = List.of("a", "b", "z", "m", "list", "x~y", "");

    private final Random random;

    Documents(Random random) {
        this.random = random;
    }

    String random() {
        StringBuilder text = new StringBuilder("{'first': 1");
        int members = random.nextInt(6);
        List<String> names = new ArrayList<>(NAMES);
        for (int i = 0; i < members; i++) {
            text.append(", '")
                    .append(names.remove(random.nextInt(names.size())))
                    .append("': ")
                    .append(value());
        }
        return text.append('}').toString();
    }

    /** Another document near to {@code data}, sometimes with its members in another order. */
    String changed(String data) {
        if (random.nextInt(4) == 0) {
            return random();
        }
        ObjectNode document = TestStates.json(data).deepCopy();
        String name = NAMES.get(random.nextInt(NAMES.size()));
        JsonNode value = TestStates.json(value());
        if (random.nextBoolean()) {
            document.remove(name);
        }
        document.set(name, value);
        return document.toString().replace('"', '\'');
    }

    String patch(String data) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String path = "/" + name.replace("~", "~0");
        String add = "{'op': 'add', 'path': '%s', 'value': %s}".formatted(path, value());
        String more = TestStates.json(data).has("first")
                ? ", {'op': 'move', 'from': '/first', 'path': '/moved'}"
                : ", {'op': 'add', 'path': '/first', 'value': []}";
        return "[" + add + (random.nextBoolean() ? more : "") + "]";
    }

    String mergePatch() {
        return "{'%s': %s}".formatted(NAMES.get(random.nextInt(NAMES.size())), value());
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}

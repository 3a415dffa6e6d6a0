package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Changes a document here and there, and never the given one; the same generator state makes the same edits. */
final class RandomEdits {
    private final RandomGenerator random;
    private final RandomJson values;

    RandomEdits(RandomGenerator random) {
        this.random = random;
        values = new RandomJson(random);
    }

    JsonNode edited(JsonNode document, int edits) {
        JsonNode copy = document.deepCopy();
        for (int i = 0; i < edits; i++) {
            copy = edited(copy);
        }
        return copy;
    }

    private JsonNode edited(JsonNode node) {
        boolean here = node.isEmpty() || random.nextInt(3) == 0;
        return switch (node) {
            case ObjectNode members -> here ? editedMembers(members) : descended(members);
            case ArrayNode items -> here ? editedItems(items) : descended(items);
            default -> values.value(2);
        };
    }

    private JsonNode descended(ObjectNode members) {
        String name = names(members).get(random.nextInt(members.size()));
        return members.set(name, edited(members.get(name)));
    }

    private JsonNode descended(ArrayNode items) {
        int index = random.nextInt(items.size());
        items.set(index, edited(items.get(index)));
        return items;
    }

    private JsonNode editedMembers(ObjectNode members) {
        List<String> names = names(members);
        switch (random.nextInt(5)) {
            case 0 -> members.set(values.text(8), values.value(2));
            case 1 -> members.remove(names.isEmpty() ? "" : names.get(random.nextInt(names.size())));
            case 2 -> {
                // In the middle, and some of the old ones in another order.
                names.add(random.nextInt(names.size() + 1), values.text(8));
                if (random.nextBoolean()) {
                    Collections.shuffle(names, new Random(random.nextLong()));
                }
                return ordered(members, names);
            }
            case 3 -> {
                return values.value(3);
            }
            default -> members.set("", values.value(2));
        }
        return members;
    }

    private ObjectNode ordered(ObjectNode members, List<String> names) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            result.set(name, members.has(name) ? members.get(name) : values.value(1));
        }
        return result;
    }

    private JsonNode editedItems(ArrayNode items) {
        int size = items.size();
        switch (random.nextInt(6)) {
            case 0 -> items.insert(random.nextInt(size + 1), values.value(2));
            case 1 -> items.add(values.value(2));
            case 2 -> {
                if (size > 0) {
                    items.insert(random.nextInt(size), items.remove(random.nextInt(size)));
                }
            }
            case 3 -> {
                if (size > 0) {
                    items.insert(
                            random.nextInt(size + 1),
                            items.get(random.nextInt(size)).deepCopy());
                }
            }
            case 4 -> {
                return values.value(3);
            }
            default -> items.remove(random.nextInt(size + 1));
        }
        return items;
    }

    private static List<String> names(ObjectNode members) {
        List<String> names = new ArrayList<>();
        members.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

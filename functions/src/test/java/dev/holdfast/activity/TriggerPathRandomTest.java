package dev.holdfast.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Canonical;
import dev.holdfast.json.Operation;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import dev.holdfast.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random patches, held against a comparison of the whole documents place by place. */
class TriggerPathRandomTest {
    private static final int CASES = Boolean.getBoolean("holdfast.long") ? 2_000_000 : 60_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Names that are indexes too, and few of them, so that operations meet. */
    private static final List<String> NAMES = List.of("a", "b", "0", "1", "-");

    private int fired;
    private int collapsed;
    private int moved;

    @Test
    void what_fires_is_what_differs() {
        for (int seed = 0; seed < CASES; seed++) {
            var random = new SplittableRandom(seed);
            JsonNode before = value(random, 4);
            List<Operation> operations = new ArrayList<>();
            JsonNode after = before;
            for (int i = random.nextInt(1, 14); i > 0; i--) {
                Operation operation = operation(random, after);
                try {
                    after = new Patch(List.of(operation)).apply(after);
                    operations.add(operation);
                } catch (Refusal _) {
                    // Not every random operation has a place.
                }
            }
            check(new Patch(operations), before, after, pointer(random, before, after), seed);
        }
        assertTrue(fired > CASES / 10, fired + " fired");
        assertTrue(collapsed > CASES / 1000, collapsed + " collapsed");
        assertTrue(moved > CASES / 100, moved + " told of items that moved");
    }

    private void check(Patch patch, JsonNode before, JsonNode after, Pointer base, int seed) {
        Set<Pointer> different = new HashSet<>();
        differences(Pointer.ROOT, before, after, different);

        var exact = new TriggerPath("s", base, false);
        List<Pointer> expected = different.contains(base) ? List.of(base) : List.of();
        assertEquals(expected, exact.locations(patch, before, after), () -> "seed " + seed);
        assertEquals(different.contains(base), exact.fires(patch, before, after), () -> "seed " + seed);

        var subtree = new TriggerPath("s", base, true);
        List<Pointer> locations = subtree.locations(patch, before, after);
        Set<Pointer> told = uncovered(written(patch, before, after, base, different));
        Set<Pointer> fewest = told.size() > TriggerPath.MOST_LOCATIONS ? Set.of(common(told)) : told;
        assertEquals(
                fewest,
                new HashSet<>(locations),
                () -> "seed " + seed + ": " + base + " of " + before + " by " + patch);
        assertEquals(fewest.size(), locations.size(), () -> "seed " + seed);
        assertEquals(different.contains(base), !locations.isEmpty(), () -> "seed " + seed);
        assertEquals(different.contains(base), subtree.fires(patch, before, after), () -> "seed " + seed);
        for (Pointer place : different) {
            assertTrue(
                    !base.isPrefixOf(place)
                            || locations.stream().anyMatch(l -> l.isPrefixOf(place) || place.isPrefixOf(l)),
                    () -> "seed " + seed + ": " + place + " is told by none of " + locations);
        }
        fired += locations.isEmpty() ? 0 : 1;
        collapsed += told.size() > TriggerPath.MOST_LOCATIONS ? 1 : 0;
        moved += locations.stream().anyMatch(l -> writes(patch).noneMatch(l::equals)) ? 1 : 0;
    }

    /** Of the places that differ at or below the base: those an operation names, and the items beside a named item. */
    private static Set<Pointer> written(
            Patch patch, JsonNode before, JsonNode after, Pointer base, Set<Pointer> different) {
        Set<Pointer> written = new HashSet<>();
        writes(patch).forEach(path -> {
            Pointer parent = path.first(Math.max(0, path.size() - 1));
            boolean item = path.size() > 0 && isArray(parent, before) && isArray(parent, after);
            if (item && base.isPrefixOf(parent)) {
                different.stream()
                        .filter(place -> place.size() == path.size() && parent.isPrefixOf(place))
                        .forEach(written::add);
            } else if ((item ? parent : path).isPrefixOf(base)) {
                written.add(base);
            } else {
                written.add(path);
            }
        });
        // A path below an array that came or went names what is not there any more: its array is told.
        writes(patch)
                .map(path -> path.first(Math.max(0, path.size() - 1)))
                .filter(parent -> isArray(parent, before) != isArray(parent, after))
                .forEach(parent -> written.add(parent.isPrefixOf(base) ? base : parent));
        written.removeIf(place -> !different.contains(place) || !base.isPrefixOf(place));
        return written;
    }

    private static Set<Pointer> uncovered(Set<Pointer> places) {
        return places.stream()
                .filter(place -> places.stream().noneMatch(p -> p.size() < place.size() && p.isPrefixOf(place)))
                .collect(Collectors.toSet());
    }

    private static Pointer common(Set<Pointer> places) {
        Pointer any = places.iterator().next();
        return IntStream.iterate(any.size(), size -> size - 1)
                .mapToObj(any::first)
                .filter(prefix -> places.stream().allMatch(prefix::isPrefixOf))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isArray(Pointer place, JsonNode document) {
        return place.find(document).filter(JsonNode::isArray).isPresent();
    }

    private static Stream<Pointer> writes(Patch patch) {
        return patch.operations().stream().flatMap(operation -> switch (operation) {
            case Operation.Test _ -> Stream.empty();
            case Operation.Move move -> Stream.of(move.from(), move.path());
            default -> Stream.of(operation.path());
        });
    }

    /** Adds every place at which the documents differ, those above included. */
    private static void differences(Pointer place, JsonNode before, JsonNode after, Set<Pointer> different) {
        JsonNode old = place.find(before).orElse(null);
        JsonNode now = place.find(after).orElse(null);
        if (old == null ? now == null : now != null && Arrays.equals(Canonical.bytes(old), Canonical.bytes(now))) {
            return;
        }
        different.add(place);
        Set<String> names = new HashSet<>();
        for (JsonNode node : Arrays.asList(old, now)) {
            if (node instanceof ObjectNode members) {
                members.fieldNames().forEachRemaining(names::add);
            } else if (node instanceof ArrayNode items) {
                for (int i = 0; i < items.size(); i++) {
                    names.add(Integer.toString(i));
                }
            }
        }
        names.forEach(name -> differences(place.child(name), before, after, different));
    }

    private static Operation operation(SplittableRandom random, JsonNode document) {
        Pointer path = pointer(random, document, document);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Operation.Add(path, value(random, 2));
            case 2 -> new Operation.Replace(path, value(random, 2));
            case 3, 4 -> new Operation.Remove(path);
            case 5 -> new Operation.Move(pointer(random, document, document), path);
            case 6 -> new Operation.Copy(pointer(random, document, document), path);
            default -> new Operation.Test(path, path.find(document).orElse(NODES.nullNode()));
        };
    }

    /** Mostly one of a place that is there, or was, or could be. */
    private static Pointer pointer(SplittableRandom random, JsonNode before, JsonNode after) {
        JsonNode node = random.nextBoolean() ? before : after;
        Pointer pointer = Pointer.ROOT;
        while (random.nextInt(4) > 0 && pointer.size() < 5) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (node instanceof ObjectNode members && !members.isEmpty() && random.nextInt(5) > 0) {
                List<String> names = new ArrayList<>();
                members.fieldNames().forEachRemaining(names::add);
                name = names.get(random.nextInt(names.size()));
            } else if (node instanceof ArrayNode items && random.nextInt(5) > 0) {
                name = Integer.toString(random.nextInt(items.size() + 1));
            }
            pointer = pointer.child(name);
            node = pointer.find(random.nextBoolean() ? before : after).orElse(NODES.nullNode());
        }
        return pointer;
    }

    private static JsonNode value(SplittableRandom random, int nesting) {
        return switch (random.nextInt(nesting > 0 ? 5 : 2)) {
            case 0 -> NODES.numberNode(random.nextInt(3));
            case 1 -> random.nextInt(3) == 0 ? NODES.nullNode() : NODES.numberNode(random.nextInt(3));
            case 2, 3 -> {
                ObjectNode members = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.set(NAMES.get(random.nextInt(NAMES.size())), value(random, nesting - 1));
                }
                yield members;
            }
            default -> {
                ArrayNode items = NODES.arrayNode();
                for (int i = random.nextInt(7); i > 0; i--) {
                    items.add(value(random, nesting - 1));
                }
                yield items;
            }
        };
    }
}

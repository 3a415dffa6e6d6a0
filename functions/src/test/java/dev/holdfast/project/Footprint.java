package dev.holdfast.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.testkit.StoreRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What one request to the store touches.
 *
 * @param keys of single items
 * @param partitions read as a whole
 */
record Footprint(boolean writes, Set<String> keys, Set<String> partitions) {
    static final Footprint NONE = new Footprint(false, Set.of(), Set.of());

    static Footprint of(StoreRequest request) {
        boolean reads =
                request.operation().equals("GetItem") || request.operation().equals("Query");
        Footprint footprint = new Footprint(!reads, new HashSet<>(), new HashSet<>());
        footprint.collect(StrictJson.parse(request.body().getBytes(StandardCharsets.UTF_8)));
        return footprint;
    }

    private void collect(JsonNode node) {
        if (node.has("pk") && node.has("sk")) {
            keys.add(node.at("/pk/S").textValue() + "\n" + node.at("/sk/S").textValue());
        }
        if (node.has(":pk")) {
            partitions.add(node.at("/:pk/S").textValue());
        }
        node.forEach(this::collect);
    }

    /** Whether it makes no difference which of the two comes first. */
    boolean commutesWith(Footprint other) {
        return (!writes && !other.writes) || !(meets(other) || other.meets(this));
    }

    private boolean meets(Footprint other) {
        return other.keys.stream()
                .anyMatch(key -> keys.contains(key) || partitions.contains(key.substring(0, key.indexOf('\n'))));
    }
}

package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rows that the stand-in keeps, by kind as the server names them. Guarded by the stand-in's lock. */
final class World {

    private final Map<String, Map<String, ObjectNode>> rows = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private long lastId = 1_912_833_067_945_296_902L;

    static ObjectNode object() {
        return Reply.MAPPER.createObjectNode();
    }

    static String now() {
        return Cards.time(Instant.now());
    }

    /** Gives a row its id and times. */
    ObjectNode insert(String kind, ObjectNode values) {
        ObjectNode row = object().put("id", String.valueOf(++lastId)).put("createdAt", now());
        row.putNull("updatedAt").setAll(values);
        table(kind).put(row.path("id").textValue(), row);
        kinds.put(row.path("id").textValue(), kind);
        return row;
    }

    /** The row as it now is. */
    ObjectNode update(ObjectNode row, ObjectNode values) {
        row.setAll(values);
        return row.put("updatedAt", now());
    }

    ObjectNode delete(String kind, ObjectNode row) {
        table(kind).remove(row.path("id").textValue());
        return row;
    }

    /** A row, or the server's word that there is none. */
    ObjectNode require(String kind, String id, String name) {
        if (!id.matches("[1-9][0-9]{0,18}")) {
            throw Refused.invalid("Invalid \"id\"");
        }
        return Optional.ofNullable(table(kind).get(id)).orElseThrow(() -> Refused.notFound(name));
    }

    List<ObjectNode> all(String kind) {
        return List.copyOf(table(kind).values());
    }

    List<ObjectNode> where(String kind, String column, String value) {
        return where(kind, row -> value.equals(row.path(column).textValue()));
    }

    List<ObjectNode> where(String kind, Predicate<ObjectNode> condition) {
        return table(kind).values().stream().filter(condition).toList();
    }

    /** Copies of the rows whose column has one of these values. */
    ArrayNode of(String kind, String column, Set<String> values) {
        return array(table(kind).values().stream()
                .filter(row -> values.contains(row.path(column).textValue())));
    }

    static ArrayNode array(Stream<? extends JsonNode> nodes) {
        ArrayNode array = Reply.MAPPER.createArrayNode();
        nodes.forEach(node -> array.add(node.<JsonNode>deepCopy()));
        return array;
    }

    /** What an id stands for, or stood for. */
    String kindOf(String id) {
        return kinds.getOrDefault(id, "unknown");
    }

    void keep(String file, byte[] bytes) {
        files.put(file, bytes);
    }

    byte[] file(String file) {
        return files.getOrDefault(file, new byte[0]);
    }

    private Map<String, ObjectNode> table(String kind) {
        return rows.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    }
}

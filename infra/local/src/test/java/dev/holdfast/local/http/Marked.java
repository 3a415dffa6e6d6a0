package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A document {@code {"x": "<operation>", "m": {"<operation>": 1, …}}}: who wrote x last, and who left a mark. */
record Marked(String x, NavigableSet<String> marks) {
    static Marked by(String operation) {
        return new Marked("", new TreeSet<>()).written(operation);
    }

    static Marked of(JsonNode data) {
        NavigableSet<String> marks = new TreeSet<>();
        data.path("m").fieldNames().forEachRemaining(marks::add);
        return new Marked(data.path("x").asText(), marks);
    }

    Marked marked(String operation) {
        NavigableSet<String> more = new TreeSet<>(marks);
        more.add(operation);
        return new Marked(x, more);
    }

    Marked written(String operation) {
        return new Marked(operation, marks).marked(operation);
    }

    String json() {
        return "{\"x\":\"" + x + "\",\"m\":"
                + marks.stream().map(mark -> "\"" + mark + "\":1").collect(Collectors.joining(",", "{", "}")) + "}";
    }
}

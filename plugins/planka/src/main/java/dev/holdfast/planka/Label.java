package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A label of a board. Several may have one name.
 *
 * @param name its colour where it has no name
 */
record Label(String id, String name, double position) {

    static Label of(JsonNode row) {
        String name = Json.optional(row, "name");
        return new Label(
                Json.text(row, "id"),
                name == null ? Json.text(row, "color") : name,
                row.path("position").asDouble());
    }
}

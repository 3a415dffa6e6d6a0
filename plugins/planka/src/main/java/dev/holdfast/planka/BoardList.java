package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * A list of a board.
 *
 * @param type {@code active} and {@code closed} are columns; {@code archive} and {@code trash} are not
 * @param name empty for lists that are no columns
 */
record BoardList(String id, String type, String name, double position) {

    /** As people see them; lists that are made at once may share a position. */
    static final Comparator<BoardList> IN_ORDER =
            Comparator.comparingDouble(BoardList::position).thenComparing(BoardList::id, Json.BY_ID);

    static BoardList of(JsonNode row) {
        String name = Json.optional(row, "name");
        return new BoardList(
                Json.text(row, "id"),
                Json.text(row, "type"),
                name == null ? "" : name,
                row.path("position").asDouble());
    }

    boolean isColumn() {
        return type.equals("active") || isClosed();
    }

    boolean isClosed() {
        return type.equals("closed");
    }
}

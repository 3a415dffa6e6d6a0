package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task list of a card, as Planka calls it. */
record Checklist(String id, String name, double position, List<Item> items) {

    /** The one whose items are acceptance criteria. */
    static final String CRITERIA = "Acceptance criteria";

    /** The one whose items link the cards that must be done before. */
    static final String DEPENDENCIES = "Depends on";

    /** The one whose items link the parts of the card. */
    static final String SUBTASKS = "Subtasks";

    /** As people see them. */
    static final Comparator<Checklist> IN_ORDER =
            Comparator.comparingDouble(Checklist::position).thenComparing(Checklist::id, Json.BY_ID);

    /**
     * An item.
     *
     * @param linkedCard id of the card that it stands for, or null
     */
    record Item(
            String id,
            String list,
            String name,
            double position,
            @Nullable String linkedCard) {

        static final Comparator<Item> IN_ORDER =
                Comparator.comparingDouble(Item::position).thenComparing(Item::id, Json.BY_ID);

        static Item of(JsonNode row) {
            return new Item(
                    Json.text(row, "id"),
                    Json.text(row, "taskListId"),
                    Json.text(row, "name"),
                    row.path("position").asDouble(),
                    Json.optional(row, "linkedCardId"));
        }
    }
}

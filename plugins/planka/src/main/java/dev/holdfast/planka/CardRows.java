package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts cards together from what an answer includes with them, row by row. */
final class CardRows {

    private final Map<String, Label> labels;
    private final Map<String, Field> fields;
    private final Map<String, List<JsonNode>> cardLabels;
    private final Map<String, List<JsonNode>> memberships;
    private final Map<String, List<JsonNode>> values;
    private final Map<String, List<JsonNode>> checklists;
    private final Map<String, List<JsonNode>> items;
    private final Map<String, List<JsonNode>> files;

    /**
     * @param labels of the board
     * @param fields that this provider reads
     */
    CardRows(JsonNode included, List<Label> labels, List<Field> fields) {
        this.labels = labels.stream().collect(Collectors.toMap(Label::id, Function.identity(), (one, _) -> one));
        this.fields = fields.stream().collect(Collectors.toMap(Field::id, Function.identity(), (one, _) -> one));
        cardLabels = by(included, "cardLabels", "cardId");
        memberships = by(included, "cardMemberships", "cardId");
        values = by(included, "customFieldValues", "cardId");
        checklists = by(included, "taskLists", "cardId");
        items = by(included, "tasks", "taskListId");
        files = by(included, "attachments", "cardId");
    }

    private static Map<String, List<JsonNode>> by(JsonNode included, String rows, String owner) {
        return Json.each(included, rows).collect(Collectors.groupingBy(row -> Json.text(row, owner)));
    }

    Card card(JsonNode row) {
        String id = Json.text(row, "id");
        String text = Json.optional(row, "description");
        Instant created = Json.createdAt(row);
        Instant updated = Json.time(row, "updatedAt");
        return new Card(
                id,
                Json.text(row, "listId"),
                Json.text(row, "name"),
                text == null ? "" : text,
                row.path("position").asDouble(),
                Json.time(row, "dueDate"),
                created,
                updated == null || updated.isBefore(created) ? created : updated,
                Json.optional(row, "prevListId"),
                row.path("commentsTotal").asInt(),
                of(cardLabels, id)
                        .flatMap(it -> Stream.ofNullable(labels.get(Json.text(it, "labelId"))))
                        .toList(),
                of(memberships, id).map(it -> Json.text(it, "userId")).toList(),
                values(id),
                of(checklists, id)
                        .map(this::checklist)
                        .sorted(Checklist.IN_ORDER)
                        .toList(),
                of(files, id).filter(StoredFile::is).map(StoredFile::of).toList());
    }

    private Map<CardField, String> values(String card) {
        Map<CardField, String> found = new EnumMap<>(CardField.class);
        for (JsonNode value : values.getOrDefault(card, List.of())) {
            Field field = fields.get(Json.text(value, "customFieldId"));
            if (field != null && field.group().equals(Json.optional(value, "customFieldGroupId"))) {
                found.put(field.keeps(), Json.text(value, "content"));
            }
        }
        return found;
    }

    private Checklist checklist(JsonNode row) {
        String id = Json.text(row, "id");
        return new Checklist(
                id,
                Json.text(row, "name"),
                row.path("position").asDouble(),
                of(items, id)
                        .map(Checklist.Item::of)
                        .sorted(Checklist.Item.IN_ORDER)
                        .toList());
    }

    private static Stream<JsonNode> of(Map<String, List<JsonNode>> rows, String owner) {
        return rows.getOrDefault(owner, List.of()).stream()
                .sorted(Comparator.comparing(row -> Json.text(row, "id"), Json.BY_ID));
    }
}

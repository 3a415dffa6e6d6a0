package dev.holdfast.github;

import dev.holdfast.github.World.FieldRow;
import dev.holdfast.github.World.OptionRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a project and their values as GraphQL shows them. */
final class FieldViews {

    private FieldViews() {}

    static Object field(FieldRow field) {
        boolean select = field.type.equals("SINGLE_SELECT");
        return Map.of(
                "__typename",
                select ? "ProjectV2SingleSelectField" : "ProjectV2Field",
                "id",
                field.id,
                "name",
                field.name,
                "dataType",
                field.type,
                "options",
                field.options.stream().map(FieldViews::option).toList());
    }

    private static Map<String, Object> option(OptionRow option) {
        return Map.of(
                "id", option.id(), "name", option.name(), "color", option.color(), "description", option.description());
    }

    static @Nullable Object value(FieldRow field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (field.type) {
            case "SINGLE_SELECT" ->
                field.options.stream()
                        .filter(option -> option.id().equals(value))
                        .findFirst()
                        .<Object>map(option -> Map.of(
                                "__typename",
                                "ProjectV2ItemFieldSingleSelectValue",
                                "id",
                                "V_" + field.id,
                                "name",
                                option.name(),
                                "optionId",
                                option.id()))
                        .orElse(null);
            case "TEXT" -> Map.of("__typename", "ProjectV2ItemFieldTextValue", "id", "V_" + field.id, "text", value);
            case "NUMBER" ->
                Map.of("__typename", "ProjectV2ItemFieldNumberValue", "id", "V_" + field.id, "number", value);
            case "DATE" -> Map.of("__typename", "ProjectV2ItemFieldDateValue", "id", "V_" + field.id, "date", value);
            default -> null;
        };
    }
}

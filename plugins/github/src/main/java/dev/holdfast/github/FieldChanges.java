package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Priority;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** New values of an item's fields, to be written in one call. Fields that are as wanted already are left alone. */
final class FieldChanges {

    private final Layout layout;

    /** By id of the field; null takes its value away. */
    private final Map<String, @Nullable JsonNode> values = new LinkedHashMap<>();

    FieldChanges(Layout layout) {
        this.layout = layout;
    }

    FieldChanges column(Column column) {
        return option(layout.names().status(), layout.option(column));
    }

    FieldChanges priority(@Nullable Priority priority) {
        if (priority != null) {
            return option(layout.names().priority(), layout.option(priority));
        }
        return clear(layout.names().priority(), Layout.SELECT);
    }

    FieldChanges worker(@Nullable String worker) {
        return text(layout.names().worker(), worker);
    }

    FieldChanges estimated(@Nullable BigDecimal hours) {
        return number(layout.names().estimated(), hours);
    }

    FieldChanges actual(@Nullable BigDecimal hours) {
        return number(layout.names().actual(), hours);
    }

    /** The day in a field of that type, so that it shows on a roadmap, and beside it any time of day but midday. */
    FieldChanges due(@Nullable Instant due) {
        if (due == null) {
            return clear(layout.names().due(), Layout.DATE).time(null);
        }
        OffsetDateTime at = due.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        LocalDate day = at.toLocalDate();
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new BoardFailure.Rejected("GitHub keeps dates of the years 0 to 9999 only");
        }
        put(layout.names().due(), Layout.DATE, Json.object().put("date", day.toString()));
        return time(at.toLocalTime());
    }

    private FieldChanges time(@Nullable LocalTime time) {
        boolean needed = time != null && !time.equals(Item.MIDDAY);
        if (needed
                || layout.project().find(layout.names().dueTime(), Layout.TEXT).isPresent()) {
            text(layout.names().dueTime(), needed ? String.valueOf(time) : null);
        }
        return this;
    }

    private FieldChanges text(String field, @Nullable String text) {
        return text == null
                ? clear(field, Layout.TEXT)
                : put(field, Layout.TEXT, Json.object().put("text", text));
    }

    private FieldChanges number(String field, @Nullable BigDecimal number) {
        if (number == null) {
            return clear(field, Layout.NUMBER);
        }
        if (BigDecimal.valueOf(number.doubleValue()).compareTo(number) != 0) {
            throw new BoardFailure.Rejected("GitHub keeps hours with 15 digits at most");
        }
        return put(field, Layout.NUMBER, Json.object().put("number", number));
    }

    private FieldChanges option(String field, Project.Option option) {
        return put(field, Layout.SELECT, Json.object().put("singleSelectOptionId", option.id()));
    }

    private FieldChanges clear(String field, String type) {
        return put(field, type, null);
    }

    private FieldChanges put(String field, String type, @Nullable JsonNode value) {
        values.put(layout.project().require(field, type).id(), value);
        return this;
    }

    void write(String item, Api api, Deadline deadline) {
        if (values.isEmpty()) {
            return;
        }
        ObjectNode variables =
                Json.object().put("project", layout.project().id()).put("item", item);
        StringBuilder declared = new StringBuilder("mutation SetFields($project: ID!, $item: ID!");
        StringBuilder calls = new StringBuilder();
        int i = 0;
        for (Map.Entry<String, @Nullable JsonNode> entry : values.entrySet()) {
            variables.put("field" + i, entry.getKey());
            declared.append(", $field%d: ID!".formatted(i));
            String target = "projectId: $project, itemId: $item, fieldId: $field" + i;
            JsonNode value = entry.getValue();
            if (value == null) {
                calls.append("  clear%d: clearProjectV2ItemFieldValue(input: {%s}) { clientMutationId }\n"
                        .formatted(i, target));
            } else {
                variables.set("value" + i, value);
                declared.append(", $value%d: ProjectV2FieldValue!".formatted(i));
                calls.append(
                        "  set%d: updateProjectV2ItemFieldValue(input: {%s, value: $value%d}) { clientMutationId }\n"
                                .formatted(i, target, i));
            }
            i++;
        }
        api.graph(declared + ") {\n" + calls + "}\n", variables, deadline);
    }
}

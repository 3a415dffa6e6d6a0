package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a project says about an issue; null for fields without a value.
 *
 * @param column name of the status field's option
 * @param option id of that
 * @param priority name of the priority field's option
 */
record Item(
        String id,
        Instant updatedAt,
        @Nullable String column,
        @Nullable String option,
        @Nullable String priority,
        @Nullable String worker,
        @Nullable BigDecimal estimated,
        @Nullable BigDecimal actual,
        @Nullable LocalDate due,
        @Nullable String dueTime) {

    /** When something is due of which only the day is known: then it is that day nearly everywhere. */
    static final LocalTime MIDDAY = LocalTime.NOON;

    static Item of(JsonNode item) {
        return new Item(
                Json.text(item, "id"),
                Json.time(item, "updatedAt"),
                Json.optional(item.path("status"), "name"),
                Json.optional(item.path("status"), "optionId"),
                Json.optional(item.path("priority"), "name"),
                filled(Json.optional(item.path("worker"), "text")),
                number(item.path("estimated").path("number")),
                number(item.path("actual").path("number")),
                date(Json.optional(item.path("due"), "date")),
                filled(Json.optional(item.path("dueTime"), "text")));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable BigDecimal number(JsonNode number) {
        return number.isNumber() ? number.decimalValue() : null;
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text.substring(0, Math.min(10, text.length())));
        } catch (DateTimeException e) {
            throw new BoardFailure.Unavailable("GitHub answered with a date that is none");
        }
    }

    /** When it is due, in UTC; a time of day that people wrote otherwise is not read. */
    @Nullable
    Instant dueAt() {
        if (due == null) {
            return null;
        }
        LocalTime time = MIDDAY;
        try {
            time = dueTime == null ? MIDDAY : LocalTime.parse(dueTime);
        } catch (DateTimeException e) {
            // The day is known all the same.
        }
        return due.atTime(time).toInstant(ZoneOffset.UTC);
    }
}

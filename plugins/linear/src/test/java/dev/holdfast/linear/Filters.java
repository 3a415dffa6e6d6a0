package dev.holdfast.linear;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Filters of Linear, evaluated on what the stand-in keeps. */
final class Filters {

    private Filters() {}

    /** Whether a value, a node or a list of nodes passes; every condition must hold. */
    static boolean pass(@Nullable Object value, Map<?, ?> filter) {
        return filter.entrySet().stream()
                .allMatch(condition -> holds(value, String.valueOf(condition.getKey()), condition.getValue()));
    }

    private static boolean holds(@Nullable Object value, String name, @Nullable Object operand) {
        return switch (name) {
            case "and" -> filters(operand).stream().allMatch(filter -> pass(value, filter));
            case "or" -> filters(operand).stream().anyMatch(filter -> pass(value, filter));
            case "some" -> list(value).stream().anyMatch(item -> pass(item, map(operand)));
            case "every" -> list(value).stream().allMatch(item -> pass(item, map(operand)));
            case "null" -> Objects.equals(value == null, operand);
            case "eq" -> value != null && value.equals(operand);
            case "neq" -> !Objects.equals(value, operand);
            case "in" -> list(operand).contains(value);
            case "nin" -> !list(operand).contains(value);
            case "eqIgnoreCase" -> value != null && lower(value).equals(lower(operand));
            case "containsIgnoreCase" -> value != null && lower(value).contains(lower(operand));
            default -> pass(field(value, name), map(operand));
        };
    }

    private static @Nullable Object field(@Nullable Object value, String name) {
        return value instanceof Node node ? node.get(name) : null;
    }

    private static List<? extends Map<?, ?>> filters(@Nullable Object operand) {
        return list(operand).stream().map(Filters::map).toList();
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> many ? many : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw ApiError.input("A filter is malformed");
    }

    private static String lower(@Nullable Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }
}

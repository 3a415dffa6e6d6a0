package dev.holdfast.table;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Capacity units by AWS' published rules, computed from item sizes: DynamoDB Local reports neither transactions nor
 * refused conditions nor empty reads rightly, and AWS bills all three.
 *
 * @param readUnits 1 per started 4 KB read strongly consistent, half of it if eventually
 * @param writeUnits 1 per started KB written, twice in a transaction, indexes included
 */
public record Capacity(double readUnits, double writeUnits) {
    static final Capacity NONE = new Capacity(0, 0);

    static Capacity read(int bytes, boolean consistent) {
        int started = Math.max(1, (bytes + 4095) / 4096);
        return new Capacity(consistent ? started : started / 2.0, 0);
    }

    /** @param bytes the larger of the item before and after */
    static Capacity write(int bytes, boolean transactional) {
        int started = Math.max(1, (bytes + 1023) / 1024);
        return new Capacity(0, transactional ? 2.0 * started : started);
    }

    Capacity plus(Capacity other) {
        return new Capacity(readUnits + other.readUnits, writeUnits + other.writeUnits);
    }

    static int sizeOf(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (var attribute : attributes.entrySet()) {
            size += utf8Length(attribute.getKey()) + sizeOf(attribute.getValue());
        }
        return size;
    }

    private static int sizeOf(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8Length(value.s());
            case N -> numberSize(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToInt(Capacity::utf8Length).sum();
            case NS -> value.ns().stream().mapToInt(Capacity::numberSize).sum();
            case BS ->
                value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
            case L -> 3 + value.l().stream().mapToInt(e -> 1 + sizeOf(e)).sum();
            case M -> 3 + value.m().size() + sizeOf(value.m());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("attribute of an unknown type");
        };
    }

    /** One byte per two significant digits, one more, and one for a sign. */
    private static int numberSize(String number) {
        String digits = number.replaceAll("[eE].*|[^0-9]", "").replaceAll("^0+|0+$", "");
        return 1 + (digits.length() + 1) / 2 + (number.startsWith("-") ? 1 : 0);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

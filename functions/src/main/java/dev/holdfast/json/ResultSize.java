package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How large the result of a patch is, kept as the operations go. It begins with bounds of the base's size; the base
 * itself is looked at only when with them a limit seems to be exceeded.
 */
final class ResultSize {
    private final JsonNode base;
    private long baseBytes;
    private long baseValues;
    private long bytes;
    private long values;
    private boolean measured;
    private boolean counted;

    /** @param mostBytes no less than the base takes */
    ResultSize(JsonNode base, long mostBytes) {
        this.base = base;
        baseBytes = mostBytes;
        // A value and what separates it from the next one take two bytes.
        baseValues = (mostBytes + 1) / 2;
        bytes = baseBytes;
        values = baseValues;
    }

    void grow(Measured value) {
        bytes += value.bytes();
        values += value.values();
    }

    void shrink(Measured value) {
        bytes -= value.bytes();
        values -= value.values();
    }

    /** Names and separators. */
    void growBy(long moreBytes) {
        bytes += moreBytes;
    }

    void replaceBy(Measured document) {
        bytes = document.bytes();
        values = document.values();
        baseBytes = 0;
        baseValues = 0;
        measured = true;
        counted = true;
    }

    boolean hasTooManyBytes() {
        if (bytes > StrictJson.MAX_BYTES && !measured) {
            measured = true;
            bytes += Measured.of(base).bytes() - baseBytes;
        }
        return bytes > StrictJson.MAX_BYTES;
    }

    /** A base that is within the limit stays so unless values are added. */
    boolean hasTooManyValues() {
        boolean grown = values > baseValues;
        if (grown && values > StrictJson.MAX_VALUES && !counted) {
            counted = true;
            long count = SizeBounds.values(base);
            values += count - baseValues;
            baseValues = count;
        }
        return grown && values > StrictJson.MAX_VALUES;
    }
}

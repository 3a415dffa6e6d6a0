package dev.holdfast.json;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigInteger;

/** What the text of a JSON number (RFC 8259 section 6) says, decided without making the number. */
final class NumberText {
    private static final int LONG_SAFE_CHARS = 18;
    private static final int SATURATED = 1_000_000;

    private NumberText() {}

    static boolean isJson(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = digitsEnd(text, start);
        if (end == start || (text.charAt(start) == '0' && end > start + 1)) {
            return false;
        }
        if (is(text, end, '.')) {
            int fraction = end + 1;
            end = digitsEnd(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        if (is(text, end, 'e') || is(text, end, 'E')) {
            int exponent = end + (is(text, end + 1, '+') || is(text, end + 1, '-') ? 2 : 1);
            end = digitsEnd(text, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == text.length();
    }

    /**
     * Whether the exponent in scientific notation is within ±{@value StrictJson#MAX_EXPONENT}: that of the first
     * significant digit, or of the last digit for a zero, so that 0e999 is as far out as 1e999.
     *
     * @param text as {@link #isJson} accepts it
     */
    static boolean isInRange(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = digitsEnd(text, start);
        int end = is(text, point, '.') ? digitsEnd(text, point + 1) : point;
        int first = start;
        while (first < end && (text.charAt(first) == '0' || text.charAt(first) == '.')) {
            first++;
        }
        int leading = first == end ? end - 1 : first;
        int power = leading < point ? point - 1 - leading : point - leading;
        return Math.abs(power + exponent(text, end)) <= StrictJson.MAX_EXPONENT;
    }

    /** The one place where number nodes are made; each writes {@code text} again. */
    static NumericNode node(String text) {
        if (digitsEnd(text, text.startsWith("-") ? 1 : 0) < text.length()) {
            return new ExactNumber(text, false);
        }
        if (text.equals("-0")) {
            return new ExactNumber(text, true);
        }
        if (text.length() > LONG_SAFE_CHARS) {
            BigInteger value = new BigInteger(text);
            return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
        }
        long value = Long.parseLong(text);
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    private static int exponent(String text, int mantissaEnd) {
        if (mantissaEnd == text.length()) {
            return 0;
        }
        boolean negative = is(text, mantissaEnd + 1, '-');
        int from = mantissaEnd + (negative || is(text, mantissaEnd + 1, '+') ? 2 : 1);
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            value = Math.min(SATURATED, value * 10 + (text.charAt(i) - '0'));
        }
        return negative ? -value : value;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean is(String text, int index, char wanted) {
        return index < text.length() && text.charAt(index) == wanted;
    }
}

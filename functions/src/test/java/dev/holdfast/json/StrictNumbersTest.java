package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictNumbersTest {
    @Test
    void whole_numbers_take_the_smallest_node_that_holds_them() {
        assertInstanceOf(IntNode.class, parse("-2147483648"));
        assertInstanceOf(LongNode.class, parse("2147483648"));
        assertInstanceOf(LongNode.class, parse("-9223372036854775808"));
        assertInstanceOf(BigIntegerNode.class, parse("9223372036854775808"));
        assertEquals(new BigInteger("9".repeat(128)), parse("9".repeat(128)).bigIntegerValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1.0",
                "1.10",
                "-0.00",
                "1e2",
                "1E+2",
                "1E2",
                "1e-0",
                "0e0",
                "10e0001",
                "1.7976931348623157E+308",
                "1E-308",
                "0.1000000000000000055511"
            })
    void numbers_keep_value_and_text(String text) {
        JsonNode number = parse(text);
        assertEquals(0, new BigDecimal(text).compareTo(number.decimalValue()));
        assertEquals(text, number.toString());
        assertEquals(text, new String(StrictJson.write(number), StandardCharsets.UTF_8));
        assertEquals(number, parse(text));
        assertEquals(number.hashCode(), parse(text).hashCode());
    }

    @Test
    void an_exact_number_answers_as_its_value_does() {
        JsonNode decimal = parse("-12.50e1");
        assertEquals(-125, decimal.intValue());
        assertEquals(-125L, decimal.longValue());
        assertEquals((short) -125, decimal.shortValue());
        assertEquals(-125.0, decimal.doubleValue());
        assertEquals(-125f, decimal.floatValue());
        assertEquals(BigInteger.valueOf(-125), decimal.bigIntegerValue());
        assertEquals(new BigDecimal("-125.0"), decimal.numberValue());
        assertTrue(decimal.isBigDecimal() && decimal.isFloatingPointNumber() && decimal.isNumber());
        assertTrue(decimal.canConvertToInt() && decimal.canConvertToLong() && decimal.canConvertToExactIntegral());
        assertFalse(decimal.isInt() || decimal.isIntegralNumber());
        assertFalse(parse("1e10").canConvertToInt() || parse("1e19").canConvertToLong());
        assertFalse(parse("1.5").canConvertToExactIntegral());
    }

    @Test
    void minus_zero_is_a_whole_number() {
        JsonNode zero = parse("-0");
        assertTrue(zero.isInt() && zero.isIntegralNumber() && zero.canConvertToInt());
        assertFalse(zero.isBigDecimal() || zero.isFloatingPointNumber());
        assertEquals(0, zero.numberValue());
        assertEquals(0, zero.intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e308",
                "-1e308",
                "-1E-308",
                "-0.1e309",
                "9.99e+308",
                "0e308",
                "0.0e-307",
                "1e0000000000308",
                "0.00001e313",
                "123456e303",
                "12345678901234567890e-327"
            })
    void magnitudes_up_to_the_limit_are_read(String text) {
        assertEquals(0, new BigDecimal(text).compareTo(parse(text).decimalValue()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e309",
                "1e400",
                "-1e400",
                "1e-309",
                "1e9999999999",
                "1e-9999999999",
                "0e309",
                "0e999",
                "0e-9999999999",
                "0.0e-308",
                "123456e305",
                "0.1e-308",
                "1e99999999999999999999999999999999999999999999"
            })
    void magnitudes_beyond_the_limit_are_refused(String text) {
        assertEquals("A number is beyond 1e±308 at line 1, column 2.", refused("[" + text + "]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+1", "01", "-00", "1.", "-1.", ".5", "1.e5", "1e", "1E-", "1e+", "1e5.0", "1x", "NaN", "٣"
            })
    void other_texts_are_no_numbers(String text) {
        assertFalse(NumberText.isJson(text));
    }

    @Test
    void number_text_is_limited_to_128_characters() {
        parse("-" + "1".repeat(127));
        parse("0." + "0".repeat(125) + "1");
        for (String text :
                new String[] {"1".repeat(129), "-" + "1".repeat(128), "0." + "1".repeat(127), "1".repeat(100_000)}) {
            assertTrue(refused(text).startsWith("A limit is exceeded"), text);
        }
    }

    private static JsonNode parse(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> parse(text));
        assertEquals(Reason.INVALID_JSON, refusal.reason());
        return refusal.detail();
    }
}

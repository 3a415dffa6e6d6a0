package dev.holdfast.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number whose text is not what Java would print for its value, such as {@code 1.0}, {@code 1E+2} or {@code -0}; it
 * is written as it was read. Equal to another by text. Values are made when asked for. Immutable.
 */
final class ExactNumber extends NumericNode {
    private final String text;
    private final boolean whole;

    /**
     * @param text as {@link NumberText#isJson} and {@link NumberText#isInRange} accept it
     * @param whole whether there is neither a fraction nor an exponent, and it fits an {@code int}
     */
    ExactNumber(String text, boolean whole) {
        this.text = text;
        this.whole = whole;
    }

    @Override
    public JsonToken asToken() {
        return whole ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public NumberType numberType() {
        return whole ? NumberType.INT : NumberType.BIG_DECIMAL;
    }

    @Override
    public boolean isInt() {
        return whole;
    }

    @Override
    public boolean isIntegralNumber() {
        return whole;
    }

    @Override
    public boolean isFloatingPointNumber() {
        return !whole;
    }

    @Override
    public boolean isBigDecimal() {
        return !whole;
    }

    @Override
    public boolean canConvertToInt() {
        return fits(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public boolean canConvertToLong() {
        return fits(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public boolean canConvertToExactIntegral() {
        return whole || decimalValue().stripTrailingZeros().scale() <= 0;
    }

    @Override
    public Number numberValue() {
        return whole ? (Number) intValue() : decimalValue();
    }

    @Override
    public short shortValue() {
        return decimalValue().shortValue();
    }

    @Override
    public int intValue() {
        return decimalValue().intValue();
    }

    @Override
    public long longValue() {
        return decimalValue().longValue();
    }

    @Override
    public float floatValue() {
        return decimalValue().floatValue();
    }

    @Override
    public double doubleValue() {
        return decimalValue().doubleValue();
    }

    @Override
    public BigDecimal decimalValue() {
        return new BigDecimal(text);
    }

    @Override
    public BigInteger bigIntegerValue() {
        return decimalValue().toBigInteger();
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeNumber(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactNumber number && number.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private boolean fits(long min, long max) {
        BigDecimal value = decimalValue();
        return value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
    }
}

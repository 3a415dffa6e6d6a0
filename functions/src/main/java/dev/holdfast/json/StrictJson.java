package dev.holdfast.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON (RFC 8259) read without loss: what would be read as something else than was written is refused.
 *
 * <p>Refused beyond the grammar: duplicate keys, text after the value, a byte order mark, lone surrogates, nesting
 * above {@value #MAX_NESTING}, number text above {@value #MAX_NUMBER_CHARS} characters, magnitudes beyond
 * 10<sup>±{@value #MAX_EXPONENT}</sup>, keys above {@value #MAX_KEY_BYTES} bytes, more than {@value #MAX_VALUES} values.
 * Refusals name the place and never the content. Thread-safe.
 */
public final class StrictJson {
    /** The largest document, in bytes of UTF-8. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    public static final int MAX_NESTING = 64;
    /** How many levels an envelope may put around a document. */
    public static final int ENVELOPE_NESTING = 8;

    public static final int MAX_NUMBER_CHARS = 128;
    public static final int MAX_EXPONENT = 308;
    public static final int MAX_KEY_BYTES = 1024;
    /** How many values a document may have, those inside of others included: each may take 100 bytes of memory. */
    public static final int MAX_VALUES = 262_144;

    /** An envelope may have a value for so many bytes of its longest text. */
    private static final int ENVELOPE_BYTES_PER_VALUE = 8;

    // Canonical names are off: a table shared by all calls would keep what any caller sends.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING + ENVELOPE_NESTING)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(MAX_KEY_BYTES)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /** As {@link #parse(byte[], int)} with {@link #MAX_BYTES}. */
    public static JsonNode parse(byte[] utf8) {
        return parse(utf8, MAX_BYTES);
    }

    /**
     * The one value in {@code utf8}. Integers become int, long or big integer nodes; every number keeps its text.
     *
     * @throws Refusal PAYLOAD_TOO_LARGE with {@code max_bytes} before anything is read, otherwise INVALID_JSON
     */
    public static JsonNode parse(byte[] utf8, int maxBytes) {
        return parse(utf8, maxBytes, MAX_NESTING, MAX_VALUES);
    }

    /**
     * As {@link #parse(byte[], int)}, for a text that has a document inside: {@value #ENVELOPE_NESTING} levels more
     * and a value for every {@value #ENVELOPE_BYTES_PER_VALUE} of {@code maxBytes} are allowed, and the document is to
     * be held against the limits by {@link #requireDocument}.
     */
    public static JsonNode parseEnvelope(byte[] utf8, int maxBytes) {
        return parse(utf8, maxBytes, MAX_NESTING + ENVELOPE_NESTING, maxBytes / ENVELOPE_BYTES_PER_VALUE);
    }

    /**
     * Holds a value that was read inside of an envelope against the limits of a document.
     *
     * @throws Refusal INVALID_JSON for its nesting, DOCUMENT_TOO_LARGE for its length or its values
     */
    public static JsonNode requireDocument(JsonNode value) {
        Measured size = Measured.of(value);
        if (size.nesting() > MAX_NESTING) {
            throw new Refusal(
                    Reason.INVALID_JSON,
                    "The document is nested deeper than " + MAX_NESTING + " levels.",
                    Map.of("max_nesting", MAX_NESTING));
        }
        size.requireWithinLimits("The document");
        return value;
    }

    private static JsonNode parse(byte[] utf8, int maxBytes, int maxNesting, int maxValues) {
        if (utf8.length > maxBytes) {
            throw new Refusal(
                    Reason.PAYLOAD_TOO_LARGE,
                    "Send at most " + maxBytes + " bytes of JSON.",
                    Map.of("max_bytes", maxBytes));
        }
        CharBuffer text = decode(utf8);
        try (JsonParser parser = FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            if (parser.nextToken() == null) {
                throw new Refusal(Reason.INVALID_JSON, "The JSON text is empty.");
            }
            JsonNode value = new TreeReader(parser, maxNesting, maxValues).value();
            if (parser.nextToken() != null) {
                throw InvalidJson.at(parser, "There is more text after the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw InvalidJson.from(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value at the parser's current token, or at its next one if it has none yet; the parser is left at the
     * value's last token. Every limit holds whatever the parser itself allows, except that only it sees the bytes; for
     * nesting and values those of an envelope of {@link #MAX_BYTES} hold.
     *
     * @throws Refusal INVALID_JSON
     */
    public static JsonNode read(JsonParser parser) {
        try {
            if (parser.currentToken() == null && parser.nextToken() == null) {
                throw new Refusal(Reason.INVALID_JSON, "The JSON text is empty.");
            }
            return new TreeReader(parser, MAX_NESTING + ENVELOPE_NESTING, MAX_BYTES / ENVELOPE_BYTES_PER_VALUE).value();
        } catch (JsonProcessingException e) {
            throw InvalidJson.from(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compact text of a value, as UTF-8; what {@link #parse} gave comes back with the same number texts. */
    public static byte[] write(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How many bytes {@link #write} gives, without writing. */
    public static int length(JsonNode value) {
        return Math.toIntExact(Measured.of(value).bytes());
    }

    private static CharBuffer decode(byte[] utf8) {
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        CharBuffer text = CharBuffer.allocate(utf8.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        if (result.isError()) {
            throw new Refusal(Reason.INVALID_JSON, "The text is not UTF-8 at byte " + bytes.position() + ".");
        }
        text.flip();
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            throw new Refusal(Reason.INVALID_JSON, "Send JSON without a byte order mark.");
        }
        return text;
    }
}

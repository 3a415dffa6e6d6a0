package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int DOCUMENTS = Boolean.getBoolean("holdfast.long") ? 200_000 : 5_000;

    @Test
    void what_is_written_is_read_back_equal() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            JsonNode document = new RandomJson(new SplittableRandom(seed)).value(5);
            byte[] written = StrictJson.write(document);
            JsonNode read = StrictJson.parse(written);
            assertEquals(document, read, "seed " + seed);
            assertArrayEquals(written, StrictJson.write(read), "seed " + seed);
        }
    }

    @Test
    void a_damaged_text_is_read_or_refused_and_never_anything_else() {
        int refused = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            var random = new SplittableRandom(seed);
            byte[] text = StrictJson.write(new RandomJson(random).value(4));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            try {
                StrictJson.parse(text);
            } catch (Refusal refusal) {
                assertEquals(Reason.INVALID_JSON, refusal.reason(), "seed " + seed);
                refused++;
            }
        }
        assertTrue(refused > DOCUMENTS / 4, "refused " + refused);
    }

    @Test
    void every_prefix_of_an_object_is_refused() {
        byte[] text = StrictJson.write(StrictJson.parse("""
                {"text":"é😀\\n\\"","list":[1,-2.50e-7,true,null,{"a":{}}]}""".getBytes(StandardCharsets.UTF_8)));
        for (int length = 0; length < text.length; length++) {
            byte[] prefix = Arrays.copyOf(text, length);
            assertThrows(Refusal.class, () -> StrictJson.parse(prefix), "length " + length);
        }
    }
}

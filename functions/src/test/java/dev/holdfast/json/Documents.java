package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.function.Executable;

/** Short ways to write documents and read refusals in tests. */
final class Documents {
    private Documents() {}

    static JsonNode json(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static Patch patch(String text) {
        return Patch.parse(json(text));
    }

    /** JSON with apostrophes for quotes. */
    static JsonNode loose(String text) {
        return json(text.replace('\'', '"'));
    }

    static JsonNode resource(String name) throws IOException {
        try (InputStream stream = Documents.class.getResourceAsStream(name)) {
            return StrictJson.parse(stream.readAllBytes());
        }
    }

    static Refusal refused(Reason reason, Executable call) {
        Refusal refusal = assertThrows(Refusal.class, call);
        assertEquals(reason, refusal.reason(), refusal.detail());
        return refusal;
    }
}

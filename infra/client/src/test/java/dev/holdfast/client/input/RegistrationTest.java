package dev.holdfast.client.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final String UUID = "aaaaaaaa-0000-4000-8000-00000000000b";
    private static final String NAMED = "\"local_project_uuid\":\"" + UUID + "\",\"project_name\":\"kelp\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":1e99999999999}",
                "{" + NAMED + ",\"metadata\":{\"x\":\"\\ud800\"}}",
                "{" + NAMED + ",\"machine_uuid\":\"laptop\"}",
                "{\"local_project_uuid\":\"1-1-1-1-1\",\"project_name\":\"kelp\"}",
                "{\"local_project_uuid\":\"" + UUID + "\",\"project_name\":\" \"}",
                "{\"local_project_uuid\":\"" + UUID + "\"}"
            })
    void what_cannot_be_sent_as_it_is_is_refused(String text) {
        assertThrows(BadInput.class, () -> read(text));
    }

    @Test
    void numbers_keep_their_digits() {
        String metadata =
                "\"metadata\":{\"a\":1.50,\"b\":0.1000000000000000055511151231257827,\"c\":123456789012345678901}";
        assertEquals(
                "{" + NAMED + "," + metadata + ",\"machine_uuid\":\"m\"}",
                read("{" + NAMED + "," + metadata + "}").body());
    }

    @Test
    void one_that_no_service_takes_is_refused() {
        String huge = "{" + NAMED + ",\"root_path\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThrows(BadInput.class, () -> read(huge));
    }

    @Test
    void the_project_is_known_in_lower_case() {
        assertEquals(UUID, read("{" + NAMED.replace("00b", "00B") + "}").project());
    }

    private static Registration read(String text) {
        return Registration.of(Json.object(text.getBytes(StandardCharsets.UTF_8), "It"), "m");
    }
}

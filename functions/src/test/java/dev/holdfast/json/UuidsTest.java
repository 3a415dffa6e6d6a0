package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {
    @Test
    void upper_and_lower_case_are_the_same_uuid() {
        String text = "0198c0de-7a2b-8c3d-9e4f-0123456789ab";
        assertEquals(
                Optional.of(text), Uuids.parse(text.toUpperCase(Locale.ROOT)).map(UUID::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c0de7a2b8c3d9e4f0123456789ab",
                "0198c0de-7a2b-8c3d-9e4f-0123456789a",
                "0198c0de-7a2b-8c3d-9e4f-0123456789abc",
                "0198c0de-7a2b-8c3d-9e4f-0123456789ab\n",
                " 0198c0de-7a2b-8c3d-9e4f-0123456789ab",
                "{0198c0de-7a2b-8c3d-9e4f-0123456789ab}",
                "0198c0dg-7a2b-8c3d-9e4f-0123456789ab",
                "0198c0de-7a2b-8c3d-9e4f0123456789ab-",
                "-198c0de-7a2b-8c3d-9e4f-0123456789ab",
                "٠198c0de-7a2b-8c3d-9e4f-0123456789ab"
            })
    void other_texts_are_none(String text) {
        assertEquals(Optional.empty(), Uuids.parse(text));
    }
}

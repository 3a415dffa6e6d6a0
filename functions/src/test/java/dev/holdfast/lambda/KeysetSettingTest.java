package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Keyset;
import dev.holdfast.security.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetSettingTest {
    @TempDir
    Path directory;

    @Test
    void a_keyset_as_text_and_the_file_of_it_open_each_others_seals() throws IOException {
        String keyset = Keyset.generate();
        Path file = Files.writeString(directory.resolve("a key set.json"), keyset + "\n");
        byte[] sealed = sealing(keyset).seal("acme", "place", new byte[] {1, 2});
        assertArrayEquals(new byte[] {1, 2}, sealing(file.toUri().toString()).open("acme", "place", sealed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void without_a_keyset_nothing_is_sealed(String setting) {
        Sealing sealing = sealing(setting);
        Refusal refusal = assertThrows(Refusal.class, () -> sealing.seal("acme", "place", new byte[1]));
        assertEquals(Reason.SECRETS_NOT_CONFIGURED, refusal.reason());
        assertThrows(IllegalStateException.class, () -> sealing.open("acme", "place", new byte[64]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "secret", "file:", "file:///does/not/exist", "file: /a b"})
    void a_wrong_keyset_stops_the_start_and_is_named(String setting) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> sealing(setting));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("holdfast.keyset: "), refusal.getMessage());
    }

    private static Sealing sealing(String keyset) {
        return KeysetSetting.sealing(new Configured(Optional.of(keyset)));
    }

    private record Configured(Optional<String> keyset) implements Settings {
        @Override
        public String table() {
            return "holdfast";
        }

        @Override
        public Optional<String> usualProvider() {
            return Optional.empty();
        }

        @Override
        public Optional<String> drainFunction() {
            return Optional.empty();
        }

        @Override
        public Duration eventsKept() {
            return Duration.ofDays(90);
        }

        @Override
        public int shards() {
            return 4;
        }

        @Override
        public Outbound outbound() {
            throw new IllegalStateException("not looked at");
        }

        @Override
        public Token token() {
            throw new IllegalStateException("not looked at");
        }
    }
}

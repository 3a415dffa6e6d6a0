package dev.holdfast.lambda;

import dev.holdfast.security.Keyset;
import dev.holdfast.security.KeysetSealing;
import dev.holdfast.security.NoKeyset;
import dev.holdfast.security.Sealing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configured keyset as a sealing. One that is wrong stops the start, and the refusal quotes nothing of it. */
final class KeysetSetting {
    private KeysetSetting() {}

    static Sealing sealing(Settings settings) {
        return settings.keyset()
                .map(String::strip)
                .filter(setting -> !setting.isEmpty())
                .<Sealing>map(setting -> new KeysetSealing(keyset(setting)))
                .orElseGet(NoKeyset::new);
    }

    private static Keyset keyset(String setting) {
        String json = setting.startsWith("file:") ? read(setting) : setting;
        try {
            return Keyset.of(json);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("holdfast." + wrong.getMessage(), wrong);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(URI.create(file)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("holdfast.keyset: the file cannot be read", unreadable);
        }
    }
}

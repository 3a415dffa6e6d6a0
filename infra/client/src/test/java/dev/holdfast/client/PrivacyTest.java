package dev.holdfast.client;

import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyTest {
    private final FakeRegistry registry = new FakeRegistry();

    @TempDir
    Path home;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void the_token_is_neither_stored_nor_shown() throws Exception {
        registry.fail(401);
        Shell.Ended ended = new Shell(home, registry.url()).register(KELP, "kelp");
        String token = Tokens.of("acme");
        assertFalse((ended.out() + ended.err()).contains(token));
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(token));
            }
        }
    }

    @Test
    void the_folder_and_its_files_are_the_owners_alone() throws Exception {
        Path folder = home.resolve("new");
        new Shell(folder, registry.url()).register(KELP, "kelp");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void a_providers_settings_are_sent_and_not_shown() {
        registry.fail(503);
        Shell shell = new Shell(home, registry.url());
        shell.fed(
                "{\"local_project_uuid\":\"" + KELP
                        + "\",\"project_name\":\"kelp\",\"provider_config\":{\"key\":\"s3cret\"}}",
                "register",
                "--from",
                "-");
        assertFalse(shell.json("queue-status", "--body").out().contains("s3cret"));
        shell.json("process-queue", "--now");
        assertEquals(
                "s3cret",
                registry.effects().getFirst().at("/provider_config/key").asText());
    }
}

package dev.holdfast.client;

import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path home;

    @Test
    void wrong_usage_is_one_document_with_exit_code_2() {
        List<String[]> wrong = List.of(
                new String[] {"register", "--bogus"},
                new String[] {"register", KELP},
                new String[] {"register", "not-a-uuid", "--name", "kelp"},
                new String[] {"resolve"},
                new String[] {"resolve", "1-1-1-1-1"},
                new String[] {"resolve", KELP, "--ttl", "soon"},
                new String[] {"status", KELP, "--url", "http://holdfast.example.com"},
                new String[] {"status", KELP, "--url", "https://me@holdfast.example.com"},
                new String[] {"status", KELP, "--token-file", "/does/not/exist"},
                new String[] {"sync", "/does/not/exist"},
                new String[] {"process-queue", "--id", "1"},
                new String[] {"process-queue", "--max-attempts", "0"},
                new String[] {"conquer"});
        for (String[] arguments : wrong) {
            Shell.Ended ended = shell().json(arguments);
            assertEquals(2, ended.exit(), String.join(" ", arguments) + ended.out());
            assertEquals("usage", ended.text("result"));
            assertEquals("", ended.err());
        }
    }

    @Test
    void wrong_usage_is_told_on_the_standard_error() {
        Shell.Ended ended = shell().plain("resolve", "1-1-1-1-1");
        assertEquals("", ended.out());
        assertEquals("holdfast: LOCAL_UUID must be a UUID: 8-4-4-4-12 hexadecimal digits\n", ended.err());
    }

    @Test
    void a_token_is_needed_and_must_name_a_tenant() {
        assertTrue(shell().without("HOLDFAST_TOKEN")
                .json("process-queue")
                .text("detail")
                .contains("HOLDFAST_TOKEN"));
        for (String token : List.of("opaque", "a.b.c", Tokens.of("no tenant"), "x".repeat(9_000))) {
            Shell.Ended ended = shell().with("HOLDFAST_TOKEN", token).json("process-queue");
            assertEquals(2, ended.exit());
            assertFalse(ended.out().contains(token), "the token is shown");
        }
    }

    @Test
    void a_token_file_goes_before_the_environment() throws Exception {
        Path file = Files.writeString(home.resolve("token"), Tokens.of("acme") + "\n");
        Shell.Ended ended =
                shell().with("HOLDFAST_TOKEN", "opaque").json("queue-status", "--token-file", file.toString());
        assertEquals(0, ended.exit(), ended.out());
    }

    @Test
    void help_is_asked_for_without_anything_else() {
        for (String command : List.of("register", "resolve", "status", "sync", "process-queue", "queue-status")) {
            Shell.Ended ended = shell().without("HOLDFAST_TOKEN").plain(command, "--help");
            assertEquals(0, ended.exit());
            assertTrue(ended.out().startsWith("Usage: ./holdfast client " + command), ended.out());
        }
        assertEquals(0, shell().plain().exit());
    }

    @Test
    void a_spool_of_a_newer_client_is_left_alone() throws Exception {
        shell().json("queue-status");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("client.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        Shell.Ended ended = shell().json("queue-status");
        assertEquals(70, ended.exit());
        assertTrue(ended.text("detail").contains("newer client"), ended.out());
    }

    @Test
    void a_broken_spool_is_told_and_not_replaced() throws Exception {
        Files.writeString(home.resolve("client.db"), "this is no database, but it is somebody's");
        assertEquals(70, shell().json("queue-status").exit());
        assertTrue(Files.readString(home.resolve("client.db")).startsWith("this is no database"));
    }

    private Shell shell() {
        return new Shell(home, "http://127.0.0.1:9");
    }
}

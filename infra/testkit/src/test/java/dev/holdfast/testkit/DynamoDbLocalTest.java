package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLocalTest {
    @Test
    void a_store_in_memory_starts_empty_and_answers_whatever_the_region() throws Exception {
        try (DynamoDbLocal store = DynamoDbLocal.inMemory()) {
            StoreClient client = StoreClient.of(store.endpoint());
            assertEquals("{\"TableNames\":[]}", client.call("ListTables", "{}").body());
            client.createTable("notes");
            assertEquals(
                    "{\"TableNames\":[\"notes\"]}",
                    client.call("ListTables", "{}").body());
        }
    }

    @Test
    void it_listens_on_one_loopback_address_only() throws Exception {
        try (DynamoDbLocal store = DynamoDbLocal.inMemory()) {
            assertEquals("127.0.0.1", store.endpoint().getHost());
            // A server on every interface would answer at any address of 127.0.0.0/8.
            InetAddress other = InetAddress.ofLiteral("127.0.0.2");
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(other, store.endpoint().getPort()).close());
        }
    }

    @Test
    void data_in_a_directory_survives_a_restart(@TempDir Path directory) throws Exception {
        try (DynamoDbLocal store = DynamoDbLocal.at(directory.resolve("new/data"))) {
            StoreClient client = StoreClient.of(store.endpoint());
            client.createTable("notes");
            client.put("notes", "kept");
        }
        try (DynamoDbLocal store = DynamoDbLocal.at(directory.resolve("new/data"))) {
            assertTrue(StoreClient.of(store.endpoint()).has("notes", "kept"));
        }
    }

    @Test
    void closing_ends_the_process_and_may_be_repeated() throws Exception {
        DynamoDbLocal store = DynamoDbLocal.inMemory();
        ProcessHandle process = ProcessHandle.of(store.pid()).orElseThrow();
        store.close();
        assertFalse(process.isAlive());
        store.close();
    }

    @Test
    void a_second_store_on_the_same_directory_is_refused(@TempDir Path directory) {
        try (DynamoDbLocal first = DynamoDbLocal.at(directory)) {
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, () -> DynamoDbLocal.at(directory));
            assertEquals(
                    "DynamoDB Local cannot start: " + directory + " is in use by another process",
                    refusal.getMessage());
            assertTrue(ProcessHandle.of(first.pid()).orElseThrow().isAlive());
        }
    }

    @Test
    void a_file_instead_of_a_directory_is_refused(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> DynamoDbLocal.at(file));
        assertEquals("DynamoDB Local cannot start: " + file + " is not a directory", refusal.getMessage());
    }

    @Test
    void a_damaged_database_is_refused_in_one_line(@TempDir Path directory) throws Exception {
        Path database = directory.resolve("shared-local-instance.db");
        Files.writeString(database, "not SQLite ".repeat(1000));
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> DynamoDbLocal.at(directory));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("DynamoDB Local cannot start: " + database + " cannot be opened: "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void it_dies_with_a_parent_that_is_killed(@TempDir Path directory) throws Exception {
        try (OwnerProcess owner = new OwnerProcess(directory)) {
            CompletableFuture<ProcessHandle> end = owner.child().onExit();
            owner.kill();
            assertFalse(end.get(20, TimeUnit.SECONDS).isAlive());
        }
    }

    @Test
    void a_signal_meant_for_its_parent_does_not_end_it() throws Exception {
        try (DynamoDbLocal store = DynamoDbLocal.inMemory()) {
            ProcessHandle process = ProcessHandle.of(store.pid()).orElseThrow();
            assertTrue(process.destroy());
            CompletableFuture<ProcessHandle> end = process.onExit();
            assertThrows(TimeoutException.class, () -> end.get(500, TimeUnit.MILLISECONDS));
            assertEquals(
                    200,
                    StoreClient.of(store.endpoint()).call("ListTables", "{}").statusCode());
        }
    }
}

package dev.holdfast.client.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    @Test
    void the_file_is_durable_and_fit_for_several_processes() {
        try (Locks locks = Locks.open(Home.open(folder));
                Database database = Database.open(Home.open(folder), locks)) {
            assertEquals("wal", pragma(database, "journal_mode"));
            assertEquals("2", pragma(database, "synchronous"), "FULL");
            assertEquals("15000", pragma(database, "busy_timeout"));
            assertEquals("1", pragma(database, "foreign_keys"));
            assertEquals("1", pragma(database, "user_version"));
        }
    }

    @Test
    void a_transaction_that_fails_leaves_nothing() {
        try (Locks locks = Locks.open(Home.open(folder));
                Database database = Database.open(Home.open(folder), locks)) {
            assertThrows(
                    FileFailure.class,
                    () -> database.transaction(connection -> {
                        Sql.update(connection, "INSERT INTO machine (id, uuid) VALUES (1, 'x')");
                        throw new SQLException("on purpose");
                    }));
            assertEquals(List.of(), machines(database));
            String made = MachineUuid.of(database);
            assertEquals(List.of(made), machines(database));
        }
    }

    @Test
    void between_transactions_others_can_write() {
        try (Locks locks = Locks.open(Home.open(folder));
                Database one = Database.open(Home.open(folder), locks);
                Database other = Database.open(Home.open(folder), locks)) {
            String made = MachineUuid.of(one);
            assertEquals(made, MachineUuid.of(other));
            assertEquals(List.of(made), machines(one));
        }
    }

    @Test
    void a_lock_is_one_holders_until_it_is_freed() {
        try (Locks locks = Locks.open(Home.open(folder))) {
            try (Locks.Held _ = locks.tryLock("a").orElseThrow()) {
                assertTrue(locks.tryLock("a").isEmpty());
                assertTrue(locks.lock("a", Duration.ofMillis(1)).isEmpty());
                locks.tryLock("b").orElseThrow().close();
            }
            locks.tryLock("a").orElseThrow().close();
        }
    }

    private static List<String> machines(Database database) {
        return database.transaction(
                connection -> Sql.query(connection, "SELECT uuid FROM machine", row -> row.getString(1)));
    }

    private static String pragma(Database database, String name) {
        return database.transaction(connection -> Sql.query(connection, "PRAGMA " + name, row -> row.getString(1)))
                .getFirst();
    }
}

package dev.holdfast.client.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file. Several processes may have it open; a transaction that has returned outlives a power cut. Closed
 * over one connection: threads take turns.
 */
public final class Database implements AutoCloseable {
    private static final String FILE = "client.db";
    private static final int BUSY_MILLIS = 15_000;
    private static final Duration TO_PREPARE = Duration.ofSeconds(30);

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file, made or brought to this version first. */
    public static Database open(Home home, Locks locks) {
        Path file = home.file(FILE);
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                prepare(connection, locks);
                return new Database(connection);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new FileFailure(file + " cannot be opened", failure);
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does all of it or, when it throws, nothing. */
    public synchronized <T> T transaction(Work<T> work) {
        try {
            return inTransaction(connection, work);
        } catch (SQLException failure) {
            throw new FileFailure("The spool cannot be used", failure);
        }
    }

    /**
     * By hand, as the driver's commit begins the next transaction at once and so would lock the file for good. A reader
     * that turns writer can fail for another's write; one that begins as writer waits for it.
     */
    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        Sql.run(connection, "BEGIN IMMEDIATE");
        try {
            T result = work.with(connection);
            Sql.run(connection, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException failure) {
            Sql.run(connection, "ROLLBACK");
            throw failure;
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new FileFailure("The spool cannot be closed", failure);
        }
    }

    /** One process after the other: turning on WAL fails, without waiting, for anyone who reads then. */
    private static void prepare(Connection connection, Locks locks) throws SQLException {
        try (Locks.Held _ = locks.lock("opening", TO_PREPARE)
                .orElseThrow(() -> new FileFailure("Another process is still preparing the spool"))) {
            if (Migrations.version(connection) != Migrations.NEWEST) {
                Migrations.apply(connection);
            }
        }
    }
}

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
    private static final Duration TO_MIGRATE = Duration.ofSeconds(30);

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
            // A reader that turns writer can fail for another's write; one that begins as writer waits for it.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                if (Migrations.version(connection) != Migrations.NEWEST) {
                    migrate(connection, locks);
                }
                connection.setAutoCommit(false);
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
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new FileFailure("The spool cannot be used", failure);
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

    private static void migrate(Connection connection, Locks locks) throws SQLException {
        // Turning on WAL does not wait for others, as all else does.
        try (Locks.Held _ = locks.lock("migration", TO_MIGRATE)
                .orElseThrow(() -> new FileFailure("Another process is still preparing the spool"))) {
            Migrations.apply(connection);
        }
    }
}

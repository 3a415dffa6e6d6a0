package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The file with the boards: one connection and one transaction at a time. Thread-safe. */
final class BoardFile implements AutoCloseable {

    // Of the 5 seconds that a call may last.
    private static final int BUSY_MILLIS = 4000;
    private static final Object PREPARING = new Object();

    private final Connection connection;

    private BoardFile(Connection connection) {
        this.connection = connection;
    }

    static BoardFile open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                prepare(connection, file.resolveSibling(file.getFileName() + ".lock"));
                return new BoardFile(connection);
            } catch (SQLException | IOException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException | IOException failure) {
            throw unavailable(failure);
        }
    }

    private static void prepare(Connection connection, Path lock) throws SQLException, IOException {
        synchronized (PREPARING) {
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                if (Migrations.version(connection) < Migrations.NEWEST) {
                    Migrations.apply(connection);
                }
            }
        }
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    /** Sees one state of the file. */
    <T> T read(Work<T> work) {
        return transaction("BEGIN", work);
    }

    /** Does all of it or, when it throws, nothing. Waits for other writers first, so that it never fails for them later. */
    <T> T write(Work<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    private synchronized <T> T transaction(String begin, Work<T> work) {
        try {
            if (connection.isClosed()) {
                throw new IllegalStateException("The provider is closed");
            }
            Sql.run(connection, begin);
            try {
                T result = work.with(connection);
                Sql.run(connection, "COMMIT");
                return result;
            } catch (SQLException | IOException | RuntimeException failure) {
                Sql.run(connection, "ROLLBACK");
                throw failure;
            }
        } catch (SQLException | IOException failure) {
            throw unavailable(failure);
        }
    }

    private static BoardFailure unavailable(Exception failure) {
        boolean busy = failure instanceof SQLiteException sqlite
                && sqlite.getResultCode().code == SQLiteErrorCode.SQLITE_BUSY.code;
        return new BoardFailure.Unavailable(
                busy ? "Others are writing to the board's file" : "The board's file cannot be used", failure);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            // What was committed stands; nothing else is at stake.
        }
    }
}

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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The file with the boards: one connection in this process, whoever opens it, and one transaction at a time.
 * Thread-safe. Who waits for another of this process waits in turn and holds no carrier thread, as it would in SQLite:
 * virtual threads that wait there can keep from running the one that they wait for.
 */
final class BoardFile implements AutoCloseable {

    // Of the 5 seconds that a call may last.
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String BUSY = "Others are writing to the board's file";
    private static final Map<Path, BoardFile> OPEN = new ConcurrentHashMap<>();

    private final Path file;
    private final SQLiteConnection connection;
    private final ReentrantLock turn = new ReentrantLock(true);
    // Changed within OPEN.compute only.
    private int users;

    private BoardFile(Path file, SQLiteConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Each one who opens it closes it once. */
    static BoardFile open(Path directory, String file) {
        try {
            Files.createDirectories(directory);
            return OPEN.compute(directory.toRealPath().resolve(file), (path, open) -> {
                BoardFile shared = open == null ? connect(path) : open;
                shared.users++;
                return shared;
            });
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private static BoardFile connect(Path file) {
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout((int) PATIENCE.toMillis());
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            SQLiteConnection connection = (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
            try {
                prepare(connection, file.resolveSibling(file.getFileName() + ".lock"));
                return new BoardFile(file, connection);
            } catch (SQLException | IOException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException | IOException failure) {
            throw unavailable(failure);
        }
    }

    private static void prepare(Connection connection, Path lock) throws SQLException, IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            if (Migrations.version(connection) < Migrations.NEWEST) {
                Migrations.apply(connection);
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

    private <T> T transaction(String begin, Work<T> work) {
        try {
            long start = System.nanoTime();
            if (!turn.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BoardFailure.Unavailable(BUSY);
            }
            try {
                Duration left = PATIENCE.minusNanos(System.nanoTime() - start);
                return transaction(begin, work, left);
            } finally {
                turn.unlock();
            }
        } catch (SQLException | IOException failure) {
            throw unavailable(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BoardFailure.Unavailable("The call was broken off", stopping);
        }
    }

    /** @param patience with other processes */
    private <T> T transaction(String begin, Work<T> work, Duration patience) throws SQLException, IOException {
        if (connection.isClosed()) {
            throw new IllegalStateException("The provider is closed");
        }
        connection.setBusyTimeout((int) Math.max(patience.toMillis(), 1));
        Sql.run(connection, begin);
        boolean committed = false;
        try {
            T result = work.with(connection);
            Sql.run(connection, "COMMIT");
            committed = true;
            return result;
        } finally {
            if (!committed) {
                Sql.run(connection, "ROLLBACK");
            }
        }
    }

    private static BoardFailure unavailable(Exception failure) {
        boolean busy = failure instanceof SQLiteException sqlite
                && sqlite.getResultCode().code == SQLiteErrorCode.SQLITE_BUSY.code;
        return new BoardFailure.Unavailable(busy ? BUSY : "The board's file cannot be used", failure);
    }

    @Override
    public void close() {
        OPEN.computeIfPresent(file, (_, shared) -> {
            shared.users--;
            if (shared.users > 0) {
                return shared;
            }
            shared.disconnect();
            return null;
        });
    }

    /** After the transaction that is under way. */
    private void disconnect() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException failure) {
            // What was committed stands; nothing else is at stake.
        } finally {
            turn.unlock();
        }
    }
}

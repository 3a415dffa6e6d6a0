package dev.holdfast.testkit;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/** The directory that DynamoDB Local keeps its database in, for one process at a time. Part of the child process. */
record DatabaseDirectory(Path path) {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(3);
    private static final Duration LOCK_LOOK = Duration.ofMillis(50);
    private static final String DATABASE = "shared-local-instance.db";

    /**
     * Creates the directory if needed, claims it for this process until it ends, and tries its database.
     *
     * @throws IOException if it cannot be written, another process has it, or its database is damaged; the message is
     *     for a person to read
     */
    void claim() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is not a directory");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException failure) {
            throw new IOException(path + " cannot be created: " + failure.getMessage(), failure);
        }
        lock();
        if (Files.exists(path.resolve(DATABASE))) {
            tryToOpen(path.resolve(DATABASE));
        }
    }

    /**
     * Two processes on one SQLite file would fail each other's requests at random. One whose parent was killed needs a
     * moment to end, so it is waited for.
     */
    @SuppressWarnings("resource") // the lock is to last as long as the process
    private void lock() throws IOException {
        long end = System.nanoTime() + LOCK_WAIT.toNanos();
        try {
            FileChannel file =
                    FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (file.tryLock() == null) {
                if (System.nanoTime() > end) {
                    throw new InUse(path + " is in use by another process");
                }
                LockSupport.parkNanos(LOCK_LOOK.toNanos());
            }
        } catch (InUse inUse) {
            throw inUse;
        } catch (IOException failure) {
            throw new IOException(path + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static final class InUse extends IOException {
        InUse(String message) {
            super(message);
        }
    }

    /** DynamoDB Local itself would try an unusable file again and again, without end. */
    private static void tryToOpen(Path database) throws IOException {
        if (!Files.isWritable(database)) {
            throw new IOException(database + " cannot be written");
        }
        try {
            SQLiteLibraryLoader.initialize();
        } catch (Exception unsupported) {
            throw new IOException("SQLite cannot be loaded: " + unsupported.getMessage(), unsupported);
        }
        SQLiteConnection connection = new SQLiteConnection(database.toFile());
        try {
            connection.open(false).exec("PRAGMA schema_version").exec("SELECT name FROM sqlite_master");
        } catch (SQLiteException failure) {
            throw new IOException(database + " cannot be opened: " + failure.getMessage(), failure);
        } finally {
            connection.dispose();
        }
    }
}

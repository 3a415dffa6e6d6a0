package dev.holdfast.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directory that outlives the process: DynamoDB Local's files, the keys, a lock. Made with mode 0700. */
record DataDirectory(Path path) {
    /** Creates the directory if it is missing. */
    static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw unwritable(absolute, failure);
        }
        return new DataDirectory(absolute);
    }

    Path database() {
        return path.resolve("dynamodb");
    }

    /**
     * Keeps other processes from serving this directory until closed, or until this process ends in any way.
     *
     * @throws StartFailure if another one does, or if the directory cannot be written
     */
    Lock lock() {
        @Nullable FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = tryLock(channel) != null;
            if (!held) {
                throw new StartFailure(
                        "Holdfast runs on " + path + " already: stop it, or give this one its own --data");
            }
            return new Lock(channel);
        } catch (IOException failure) {
            throw unwritable(path, failure);
        } finally {
            if (channel != null && !held) {
                new Lock(channel).close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    static StartFailure unwritable(Path path, IOException failure) {
        return new StartFailure("The data directory " + path + " cannot be written ("
                + failure.getClass().getSimpleName() + "): mend it, or choose another with --data");
    }

    /** A held lock; closing it lets others start. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException harmless) {
                // The system releases the lock when the process ends.
            }
        }
    }
}

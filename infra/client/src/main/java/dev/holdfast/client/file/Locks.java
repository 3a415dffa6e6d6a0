package dev.holdfast.client.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/**
 * Named locks between processes. Each is one byte of one file, locked by the system, which frees it when its process
 * ends however it ends: there is no lease to judge by a clock. Two names share a byte once in 2^62.
 */
public final class Locks implements AutoCloseable {
    private static final long POSITIONS = Long.MAX_VALUE >>> 1;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final FileChannel channel;

    private Locks(FileChannel channel) {
        this.channel = channel;
    }

    /** One per process and folder: closing a second one would free the locks of the first. */
    public static Locks open(Home home) {
        try {
            return new Locks(FileChannel.open(home.file("locks"), StandardOpenOption.WRITE));
        } catch (IOException failure) {
            throw new FileFailure("The locks cannot be opened", failure);
        }
    }

    /** Held until closed. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty when it is held, by another process or in this one. */
    public Optional<Held> tryLock(String name) {
        try {
            FileLock lock = channel.tryLock(position(name), 1, false);
            return lock == null ? Optional.empty() : Optional.of(() -> release(lock));
        } catch (OverlappingFileLockException heldHere) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new FileFailure("A lock cannot be taken", failure);
        }
    }

    /** Waits for it; empty when it is still held after {@code patience}. */
    public Optional<Held> lock(String name, Duration patience) {
        long start = System.nanoTime();
        while (true) {
            Optional<Held> held = tryLock(name);
            if (held.isPresent() || System.nanoTime() - start >= patience.toNanos() || !pause()) {
                return held;
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new FileFailure("The locks cannot be closed", failure);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException failure) {
            throw new FileFailure("A lock cannot be freed", failure);
        }
    }

    private static long position(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() & POSITIONS;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

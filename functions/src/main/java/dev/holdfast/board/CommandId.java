package dev.holdfast.board;

import dev.holdfast.security.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of commands: the same for every repetition (UUID version 8, RFC 9562 section 5.8). */
public final class CommandId {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private CommandId() {}

    /** Of one operation on one project. */
    public static UUID of(Operation operation, UUID project) {
        return hash(operation.id() + "\n" + project);
    }

    /** Of the command that takes a task from an agent first. */
    static UUID before(UUID command, String agent) {
        return hash("before\n" + command + "\n" + agent);
    }

    private static UUID hash(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | VERSION_8;
            long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | VARIANT;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

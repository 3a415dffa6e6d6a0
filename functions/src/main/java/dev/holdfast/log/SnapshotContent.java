package dev.holdfast.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a snapshot keeps of a view beside its seq and digest: the state as bytes, and the life it belongs to. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record SnapshotContent(Life life, Instant newest, String author, byte[] state) {
    private static final int HEADER = 6 * Long.BYTES;
    /** No lifetime is negative. */
    private static final long FOR_EVER = -1;

    byte[] bytes() {
        byte[] name = author.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + Integer.BYTES + name.length + state.length)
                .putLong(life.open())
                .putLong(life.opened().toEpochMilli())
                .putLong(newest.toEpochMilli())
                .putLong(millis(life.lifetime().idle()))
                .putLong(millis(life.lifetime().age()))
                .putLong(millis(life.lifetime().history()))
                .putInt(name.length)
                .put(name)
                .put(state)
                .array();
    }

    static SnapshotContent of(byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        long open = content.getLong();
        Instant opened = Instant.ofEpochMilli(content.getLong());
        Instant newest = Instant.ofEpochMilli(content.getLong());
        Lifetime lifetime =
                new Lifetime(duration(content.getLong()), duration(content.getLong()), duration(content.getLong()));
        byte[] name = new byte[content.getInt()];
        content.get(name);
        byte[] state = new byte[content.remaining()];
        content.get(state);
        return new SnapshotContent(
                new Life(open, lifetime, opened), newest, new String(name, StandardCharsets.UTF_8), state);
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null ? FOR_EVER : duration.toMillis();
    }

    private static @Nullable Duration duration(long millis) {
        return millis == FOR_EVER ? null : Duration.ofMillis(millis);
    }
}

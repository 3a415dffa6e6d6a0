package dev.holdfast.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payload and where it stands: with its entry, or in chunks beside it.
 *
 * @param payload as the caller gave it; empty when it was read as a reference to chunks
 * @param chunks null when it stands with its entry
 * @param chunkedBytes how many bytes are in the chunks
 * @param digest of the state after the entry; empty before the entry is made
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record StoredPayload(byte[] payload, @Nullable ChunkSet chunks, int chunkedBytes, byte[] digest) {
    private static final byte INLINE = 0;
    private static final byte CHUNKED = 1;
    private static final byte[] NOTHING = {};

    StoredPayload(byte[] payload, @Nullable ChunkSet chunks, int chunkedBytes) {
        this(payload, chunks, chunkedBytes, NOTHING);
    }

    /** The form that is sealed into the entry. */
    byte[] withDigest(byte[] stateDigest) {
        ChunkSet set = chunks;
        byte[] rest = set == null ? payload : set.id().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(2 + stateDigest.length + Integer.BYTES + rest.length)
                .put(set == null ? INLINE : CHUNKED)
                .put((byte) stateDigest.length)
                .put(stateDigest);
        if (set != null) {
            content.putInt(set.count());
        }
        content.put(rest);
        return Arrays.copyOf(content.array(), content.position());
    }

    static StoredPayload of(ByteBuffer content) {
        byte form = content.get();
        byte[] digest = new byte[content.get()];
        content.get(digest);
        int count = form == CHUNKED ? content.getInt() : 0;
        byte[] rest = new byte[content.remaining()];
        content.get(rest);
        return form == CHUNKED
                ? new StoredPayload(
                        NOTHING, new ChunkSet(new String(rest, StandardCharsets.US_ASCII), count), 0, digest)
                : new StoredPayload(rest, null, 0, digest);
    }

    Optional<ChunkSet> chunkSet() {
        return Optional.ofNullable(chunks);
    }

    /** Whether it can stand for {@code other} too, without being written again. */
    boolean holds(byte[] other) {
        return Arrays.equals(payload, other);
    }
}

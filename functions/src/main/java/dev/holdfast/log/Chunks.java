package dev.holdfast.log;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Bytes too large for one item. Chunks go under a random id first; what refers to them is written in one transaction
 * with the mark that they are complete, and the sweep takes that mark before it removes chunks: so no reference ever
 * stands to chunks that are being removed.
 */
final class Chunks {
    /** DynamoDB's items have at most 400 KB, names and other attributes included. */
    static final int MOST_INLINE = 350_000;

    private static final String BYTES = "p";

    private final Table table;

    Chunks(Table table) {
        this.table = table;
    }

    Stored store(Budget budget, LogName log, byte[] sealed) {
        if (sealed.length <= MOST_INLINE) {
            return new Stored(sealed, null, 0);
        }
        String id = UUID.randomUUID().toString();
        int count = 0;
        for (int from = 0; from < sealed.length; from += MOST_INLINE) {
            byte[] part = Arrays.copyOfRange(sealed, from, Math.min(sealed.length, from + MOST_INLINE));
            table.write(
                    budget,
                    Write.Put.always(
                            Item.at(log.chunk(id, count++)).bytes(BYTES, part).build()));
        }
        return new Stored(null, id, count);
    }

    /** What must be written together with the item that refers to {@code stored}. */
    static List<Write> completion(LogName log, Stored stored) {
        return stored.chunksId() == null
                ? List.of()
                : List.of(Write.Put.ifAbsent(
                        Item.at(log.chunksComplete(stored.chunksId())).build()));
    }

    static List<Key> keys(LogName log, Stored stored) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < stored.chunks(); i++) {
            keys.add(log.chunk(Objects.requireNonNull(stored.chunksId()), i));
        }
        return keys;
    }

    byte[] load(Budget budget, LogName log, Stored stored) {
        if (stored.inline() != null) {
            return stored.inline();
        }
        return join(log, stored, table.getAll(budget, keys(log, stored)))
                .orElseThrow(() -> new IllegalStateException("a chunk of an entry is missing"));
    }

    /** Empty when one is missing. */
    static Optional<byte[]> join(LogName log, Stored stored, Map<Key, Item> found) {
        if (stored.inline() != null) {
            return Optional.of(stored.inline());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(stored.chunks() * MOST_INLINE);
        for (Key key : keys(log, stored)) {
            Item chunk = found.get(key);
            if (chunk == null) {
                return Optional.empty();
            }
            whole.writeBytes(chunk.bytes(BYTES));
        }
        return Optional.of(whole.toByteArray());
    }
}

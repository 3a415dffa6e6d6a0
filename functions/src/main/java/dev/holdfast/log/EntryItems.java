package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Shards;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Entries as items. State digest and payload, or the id of the chunks that hold it, are packed and sealed together, for
 * this slot and kind alone.
 */
final class EntryItems {
    static final String OPERATION = "op";

    private static final String KIND = "k";
    static final String LIFE = "life";
    private static final String AUTHOR = "by";
    private static final String AT = "at";
    private static final String IDLE = "idle_ms";
    private static final String AGE = "age_ms";
    private static final String HISTORY = "history_ms";
    private static final String SCHEMA = "sv";
    private static final String SEALED = "p";
    /** Bytes in chunks, so that the weight of a tail is known without reading them. */
    private static final String CHUNKED = "chunked";

    private final Sealing sealing;
    private final Chunks chunks;
    private final Shards shards;

    EntryItems(Sealing sealing, Chunks chunks, Shards shards) {
        this.sealing = sealing;
        this.chunks = chunks;
        this.shards = shards;
    }

    /**
     * The payload as it will stand in the store: chunks, when it is too large for an item, are written here, before
     * anything refers to them.
     */
    StoredPayload store(Budget budget, LogName log, byte[] payload) {
        byte[] packed = payload.length > Chunks.MOST_INLINE ? Packing.pack(payload) : payload;
        return packed.length <= Chunks.MOST_INLINE
                ? new StoredPayload(payload, null, 0)
                : new StoredPayload(payload, chunks.store(budget, log, packed), packed.length);
    }

    Item item(LogName log, Entry entry, StoredPayload payload) {
        byte[] sealed = sealing.seal(
                log.tenant(),
                context(log, entry.seq(), entry.kind()),
                Packing.pack(payload.withDigest(entry.stateDigest())));
        Item.Builder item = Item.at(log.entry(entry.seq()))
                .text(KIND, entry.kind().code())
                .number(LIFE, entry.life())
                .text(OPERATION, entry.operation())
                .text(AUTHOR, entry.author())
                .number(AT, entry.at().toEpochMilli())
                .bytes(SEALED, sealed);
        if (payload.chunks() != null) {
            item.number(CHUNKED, payload.chunkedBytes());
        }
        if (entry.schemaVersion() != null) {
            item.text(SCHEMA, entry.schemaVersion());
        }
        Lifetime lifetime = entry.lifetime();
        if (lifetime != null) {
            putIfPresent(item, IDLE, lifetime.idle());
            putIfPresent(item, AGE, lifetime.age());
            putIfPresent(item, HISTORY, lifetime.history());
        }
        if (entry.due() != null) {
            item.dueAt(shards.queue().of(log.partition()), entry.due());
        }
        return item.build();
    }

    /** The entry, its payload read already. */
    static Entry entry(Item item, byte[] stateDigest, byte[] payload) {
        Kind kind = kind(item);
        boolean hasLifetime = kind == Kind.OPEN || item.has(IDLE) || item.has(AGE) || item.has(HISTORY);
        return new Entry(
                seq(item),
                kind,
                item.number(LIFE),
                item.text(OPERATION),
                item.text(AUTHOR),
                at(item),
                hasLifetime ? new Lifetime(duration(item, IDLE), duration(item, AGE), duration(item, HISTORY)) : null,
                item.optionalText(SCHEMA).orElse(null),
                payload,
                stateDigest,
                item.dueAt().orElse(null));
    }

    /** What the item holds sealed. */
    StoredPayload stored(LogName log, Item item) {
        byte[] sealed = item.bytes(SEALED);
        return StoredPayload.of(ByteBuffer.wrap(
                Packing.unpack(sealing.open(log.tenant(), context(log, seq(item), kind(item)), sealed))));
    }

    static Kind kind(Item item) {
        return Kind.of(item.text(KIND));
    }

    static long seq(Item item) {
        return LogName.seq(item.key().sk());
    }

    static Instant at(Item item) {
        return Instant.ofEpochMilli(item.number(AT));
    }

    static boolean isChunked(Item item) {
        return item.has(CHUNKED);
    }

    /** What reading it whole takes, in bytes. */
    static long weight(Item item) {
        return item.size() + (item.has(CHUNKED) ? item.number(CHUNKED) : 0);
    }

    private static String context(LogName log, long seq, Kind kind) {
        return log.name() + "\n" + seq + "\n" + kind.code();
    }

    private static void putIfPresent(Item.Builder item, String name, @Nullable Duration duration) {
        if (duration != null) {
            item.number(name, duration.toMillis());
        }
    }

    private static @Nullable Duration duration(Item item, String name) {
        return item.has(name) ? Duration.ofMillis(item.number(name)) : null;
    }
}

package dev.holdfast.log;

import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries as items. Payload and state digest are packed and sealed together, for this slot and kind alone. */
final class EntryItems {
    private static final String KIND = "k";
    private static final String LIFE = "life";
    static final String OPERATION = "op";
    private static final String AUTHOR = "by";
    private static final String AT = "at";
    private static final String IDLE = "idle_ms";
    private static final String AGE = "age_ms";
    private static final String SCHEMA = "sv";

    private final Sealing sealing;
    private final Chunks chunks;

    EntryItems(Sealing sealing, Chunks chunks) {
        this.sealing = sealing;
        this.chunks = chunks;
    }

    Stored seal(Budget budget, LogName log, Entry entry) {
        byte[] content = new byte[1 + entry.stateDigest().length + entry.payload().length];
        content[0] = (byte) entry.stateDigest().length;
        System.arraycopy(entry.stateDigest(), 0, content, 1, entry.stateDigest().length);
        System.arraycopy(entry.payload(), 0, content, 1 + entry.stateDigest().length, entry.payload().length);
        byte[] sealed = sealing.seal(log.tenant(), context(log, entry.seq(), entry.kind()), Packing.pack(content));
        return chunks.store(budget, log, sealed);
    }

    static Item item(LogName log, Entry entry, Stored stored) {
        Item.Builder item = Item.at(log.entry(entry.seq()))
                .text(KIND, entry.kind().code())
                .number(LIFE, entry.life())
                .text(OPERATION, entry.operation())
                .text(AUTHOR, entry.author())
                .number(AT, entry.at().toEpochMilli());
        if (entry.schemaVersion() != null) {
            item.text(SCHEMA, entry.schemaVersion());
        }
        Lifetime lifetime = entry.lifetime();
        if (lifetime != null) {
            putIfPresent(item, IDLE, lifetime.idle());
            putIfPresent(item, AGE, lifetime.age());
        }
        return stored.into(item).build();
    }

    Entry entry(Budget budget, LogName log, Item item) {
        long seq = LogName.seq(item.key().sk());
        Kind kind = Kind.of(item.text(KIND));
        byte[] sealed = chunks.load(budget, log, Stored.of(item));
        byte[] content = Packing.unpack(sealing.open(log.tenant(), context(log, seq, kind), sealed));
        int digestEnd = 1 + content[0];
        return new Entry(
                seq,
                kind,
                item.number(LIFE),
                item.text(OPERATION),
                item.text(AUTHOR),
                Instant.ofEpochMilli(item.number(AT)),
                kind == Kind.OPEN ? new Lifetime(duration(item, IDLE), duration(item, AGE)) : null,
                item.optionalText(SCHEMA).orElse(null),
                Arrays.copyOfRange(content, digestEnd, content.length),
                Arrays.copyOfRange(content, 1, digestEnd));
    }

    static Kind kind(Item item) {
        return Kind.of(item.text(KIND));
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

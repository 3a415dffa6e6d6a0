package dev.holdfast.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.log.ChunkSet;
import dev.holdfast.log.Chunks;
import dev.holdfast.log.Packing;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as items. The payload, or the chunks that hold it, is packed and sealed for this job alone. */
final class JobItems {
    static final String ATTEMPTS = "attempts";
    static final String LEASE = "lease";
    /** Failed attempts, as a JSON array. */
    static final String HISTORY = "past";

    private static final String ID = "id";
    private static final String KIND = "kind";
    private static final String PROJECT = "project";
    private static final String GROUP = "group";
    private static final String MOST = "max";
    private static final String CREATED = "at";
    private static final String SEALED = "p";
    private static final String CHUNKS = "chunks";
    private static final String CHUNK_COUNT = "n";
    private static final int MOST_CAUSE = 500;
    private static final byte[] NOTHING = {};

    private final Sealing sealing;
    private final Chunks chunks;

    JobItems(Sealing sealing, Chunks chunks) {
        this.sealing = sealing;
        this.chunks = chunks;
    }

    /** A job's item, and the chunks that must be completed with it; they have been written. */
    record Written(Item.Builder item, @Nullable ChunkSet chunks) {}

    Written write(Budget budget, String tenant, Key key, NewJob job, Instant now) {
        Item.Builder item = Item.at(key)
                .text(ID, job.id())
                .text(KIND, job.kind())
                .number(MOST, job.maxAttempts())
                .number(CREATED, now.toEpochMilli());
        if (job.project() != null) {
            item.text(PROJECT, job.project().toString());
        }
        if (job.group() != null) {
            item.text(GROUP, job.group());
        }
        if (job.payload().length == 0) {
            return new Written(item, null);
        }
        byte[] packed = Packing.pack(job.payload());
        if (packed.length <= Chunks.MOST_INLINE) {
            return new Written(item.bytes(SEALED, sealing.seal(tenant, context(job.id()), packed)), null);
        }
        ChunkSet set = chunks.store(budget, JobKeys.chunks(tenant), packed);
        return new Written(item.text(CHUNKS, set.id()).number(CHUNK_COUNT, set.count()), set);
    }

    /**
     * @param attempt which one this is
     * @param history as {@link #HISTORY} holds it
     */
    Job job(Budget budget, Item item, int attempt, @Nullable String history, long fence) {
        String tenant = JobKeys.tenant(item.key());
        return new Job(
                tenant,
                id(item),
                kind(item),
                item.optionalText(PROJECT).map(UUID::fromString).orElse(null),
                payload(budget, tenant, item),
                attempt,
                most(item),
                created(item),
                group(item),
                fence,
                history(history));
    }

    private byte[] payload(Budget budget, String tenant, Item item) {
        Optional<ChunkSet> set = chunkSet(item);
        if (set.isEmpty() && !item.has(SEALED)) {
            return NOTHING;
        }
        byte[] packed = set.isPresent()
                ? chunks.load(budget, JobKeys.chunks(tenant), set.get())
                : sealing.open(tenant, context(id(item)), item.bytes(SEALED));
        return Packing.unpack(packed);
    }

    /** The same job at another place: its payload stays sealed, its attempts are left behind. */
    static Item.Builder moved(Item item, Key to) {
        Item.Builder moved = Item.at(to)
                .text(ID, id(item))
                .text(KIND, kind(item))
                .number(MOST, most(item))
                .number(CREATED, item.number(CREATED));
        item.optionalText(PROJECT).ifPresent(project -> moved.text(PROJECT, project));
        item.optionalText(GROUP).ifPresent(group -> moved.text(GROUP, group));
        chunkSet(item).ifPresentOrElse(set -> moved.text(CHUNKS, set.id()).number(CHUNK_COUNT, set.count()), () -> {
            if (item.has(SEALED)) {
                moved.bytes(SEALED, item.bytes(SEALED));
            }
        });
        return moved;
    }

    static Optional<ChunkSet> chunkSet(Item item) {
        return item.optionalText(CHUNKS).map(id -> new ChunkSet(id, (int) item.number(CHUNK_COUNT)));
    }

    static String id(Item item) {
        return item.text(ID);
    }

    static String kind(Item item) {
        return item.text(KIND);
    }

    static int most(Item item) {
        return (int) item.number(MOST);
    }

    static Instant created(Item item) {
        return Instant.ofEpochMilli(item.number(CREATED));
    }

    static @Nullable String group(Item item) {
        return item.optionalText(GROUP).orElse(null);
    }

    static @Nullable String project(Item item) {
        return item.optionalText(PROJECT).orElse(null);
    }

    static int attempts(Item item) {
        return item.has(ATTEMPTS) ? (int) item.number(ATTEMPTS) : 0;
    }

    /** {@code history} with one more failed attempt. */
    static String failed(@Nullable String history, int attempt, Instant at, String cause) {
        ArrayNode past = history == null
                ? JsonNodeFactory.instance.arrayNode()
                : (ArrayNode) StrictJson.parse(history.getBytes(StandardCharsets.UTF_8));
        past.addObject()
                .put("attempt", attempt)
                .put("at", Timestamp.format(at))
                .put("cause", cause.length() > MOST_CAUSE ? cause.substring(0, MOST_CAUSE) : cause);
        return past.toString();
    }

    static List<FailedAttempt> history(@Nullable String history) {
        List<FailedAttempt> attempts = new ArrayList<>();
        if (history != null) {
            for (JsonNode past : StrictJson.parse(history.getBytes(StandardCharsets.UTF_8))) {
                attempts.add(new FailedAttempt(
                        past.path("attempt").intValue(),
                        Timestamp.parse(past.path("at").textValue()),
                        past.path("cause").textValue()));
            }
        }
        return List.copyOf(attempts);
    }

    private static String context(String id) {
        return "job\n" + id;
    }
}

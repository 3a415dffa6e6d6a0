package dev.holdfast.board;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Packing;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last good answers of boards, for when they do not answer. What has not changed is not written again at once, so
 * that polling costs reads of the board alone. Thread-safe.
 */
final class Copies {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration UNCHANGED_PAUSE = Duration.ofMinutes(10);
    private static final Duration CHANGED_PAUSE = Duration.ofSeconds(5);
    /** An item holds 400 KB. */
    private static final int MOST_BYTES = 300_000;

    private static final int MOST_KNOWN = 1_000;
    private static final String SEALED = "p";
    private static final String AT = "at";

    private final Table table;
    private final Sealing sealing;
    private final Clock clock;
    private final Map<Key, Written> written = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Written> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Written(String digest, Instant at) {}

    /** @param at when the board gave it */
    record Copy(ObjectNode answer, Instant at) {}

    Copies(Table table, Sealing sealing, Clock clock) {
        this.table = table;
        this.sealing = sealing;
        this.clock = clock;
    }

    static String partition(ProjectRef owner) {
        return owner.partition("board");
    }

    /** Keeps an answer as far as that is worth it; a store that fails now does no harm. */
    void keep(Budget budget, ProjectRef owner, String question, ObjectNode answer) {
        Key key = key(owner, question);
        byte[] json = StrictJson.write(answer);
        String digest = digest(json);
        Instant now = clock.instant();
        if (isWritten(key, digest, now)) {
            return;
        }
        try {
            write(budget, owner, key, json);
            synchronized (written) {
                written.put(key, new Written(digest, now));
            }
        } catch (Refusal unkept) {
            // The answer itself is at hand.
        }
    }

    /** Keeps an answer that the next one is compared with, whatever was written when. */
    void replace(Budget budget, ProjectRef owner, String question, ObjectNode answer) {
        write(budget, owner, key(owner, question), StrictJson.write(answer));
    }

    private void write(Budget budget, ProjectRef owner, Key key, byte[] json) {
        byte[] packed = Packing.pack(json);
        if (packed.length <= MOST_BYTES) {
            Instant now = clock.instant();
            table.write(
                    budget,
                    Write.Put.always(Item.at(key)
                            .number(AT, now.toEpochMilli())
                            .bytes(SEALED, sealing.seal(owner.tenant(), context(key), packed))
                            .expiresAt(now.plus(KEPT))
                            .build()));
        }
    }

    private boolean isWritten(Key key, String digest, Instant now) {
        synchronized (written) {
            Written last = written.get(key);
            return last != null
                    && last.at()
                            .plus(last.digest().equals(digest) ? UNCHANGED_PAUSE : CHANGED_PAUSE)
                            .isAfter(now);
        }
    }

    Optional<Copy> find(Budget budget, ProjectRef owner, String question) {
        Key key = key(owner, question);
        return table.get(budget, key).map(item -> {
            byte[] packed = sealing.open(owner.tenant(), context(key), item.bytes(SEALED));
            return new Copy(
                    (ObjectNode) StrictJson.parse(Packing.unpack(packed)), Instant.ofEpochMilli(item.number(AT)));
        });
    }

    private static Key key(ProjectRef owner, String question) {
        return new Key(partition(owner), digest(question.getBytes(StandardCharsets.UTF_8)));
    }

    static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String context(Key key) {
        return "board\n" + key.pk() + "\n" + key.sk();
    }
}

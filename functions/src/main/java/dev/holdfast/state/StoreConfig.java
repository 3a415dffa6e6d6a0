package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.MergeRules;
import dev.holdfast.log.Lifetime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store behaves.
 *
 * @param idle without a change or a read, of a transient store; null for a persistent one
 * @param maxAge since it was opened; null for ever
 * @param history how long superseded revisions can be read; null for ever
 * @param version which schema version documents are migrated to
 * @param schema a JSON Schema (2020-12) that every document of that version must satisfy; null for any
 * @param migrations in the order of their versions
 */
public record StoreConfig(
        Mode mode,
        @Nullable Duration idle,
        @Nullable Duration maxAge,
        @Nullable Duration history,
        SchemaVersion version,
        @Nullable JsonNode schema,
        List<Migration> migrations,
        MergeRules rules) {
    static final Duration DEFAULT_IDLE = Duration.ofMinutes(30);
    static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);
    static final Duration DEFAULT_TRANSIENT_HISTORY = Duration.ofHours(24);

    /** Of a store that was made by saving a document into it. */
    public static final StoreConfig DEFAULT = new StoreConfig(
            Mode.PERSISTENT, null, null, null, SchemaVersion.FIRST, null, List.of(), MergeRules.DEFAULT);

    public StoreConfig {
        migrations = List.copyOf(migrations);
    }

    StoreConfig with(SchemaVersion other) {
        return new StoreConfig(mode, idle, maxAge, history, other, schema, migrations, rules);
    }

    Lifetime lifetime() {
        return new Lifetime(idle, maxAge, history);
    }
}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.Patch;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.HashMap;
import java.util.Map;

/** Brings documents to the schema version that their store is configured for. Thread-safe. */
final class Versions {
    private final Schemas schemas;

    Versions(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * The document as the configuration wants it: migrated and validated if it was older, itself if it was not.
     *
     * @throws Refusal {@link Reason#SCHEMA_VERSION_NEWER}, {@link Reason#MIGRATION_FAILED} with the {@code step}, or
     *     {@link Reason#SCHEMA_VIOLATION} of what the migration made
     */
    Document current(Document document, StoreConfig config) {
        return document.version().equals(config.version()) ? document : checked(document, config);
    }

    /** As {@link #current}, and validated even if it needed no migration: for what a caller wants to store. */
    Document checked(Document document, StoreConfig config) {
        Document migrated = migrated(document, config);
        schemas.require(config.schema(), migrated.data());
        return migrated;
    }

    /** As {@link #current}, without being validated. */
    Document migrated(Document document, StoreConfig config) {
        if (config.version().isOlderThan(document.version())) {
            throw new Refusal(
                    Reason.SCHEMA_VERSION_NEWER,
                    "The document follows schema version " + document.version() + ", and the store is configured for "
                            + config.version() + ". Configure the store for the newer version first.",
                    Map.of(
                            "document_version", document.version().toString(),
                            "schema_version", config.version().toString()));
        }
        JsonNode data = document.data();
        for (Migration step : config.migrations()) {
            boolean wanted = document.version().isOlderThan(step.to())
                    && !config.version().isOlderThan(step.to());
            if (wanted && step.from().isOlderThan(document.version())) {
                throw failed(step, "The document is of version " + document.version() + ", in the middle.", Map.of());
            }
            if (wanted) {
                data = apply(step, data);
            }
        }
        return new Document(data, document.metadata(), config.version());
    }

    private static JsonNode apply(Migration step, JsonNode data) {
        try {
            return step.change().isArray()
                    ? Patch.parse(step.change()).apply(data)
                    : new MergePatch(step.change()).apply(data);
        } catch (Refusal failed) {
            Map<String, Object> facts = new HashMap<>(failed.facts());
            facts.put("cause", failed.reason().name());
            throw failed(step, failed.detail(), facts);
        }
    }

    private static Refusal failed(Migration step, String why, Map<String, Object> more) {
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("step", Map.of("from", step.from().toString(), "to", step.to().toString()));
        return new Refusal(
                Reason.MIGRATION_FAILED,
                "The migration from " + step.from() + " to " + step.to()
                        + " does not apply; the stored document is as it was. Correct the step. " + why,
                facts);
    }
}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whether a document could be saved, without saving it. */
public final class Validate {
    private final StoreLogs stores;
    private final Versions versions;
    private final Schemas schemas;

    Validate(StoreLogs stores, Versions versions, Schemas schemas) {
        this.stores = stores;
        this.versions = versions;
        this.schemas = schemas;
    }

    /** @param path a JSON Pointer into the data */
    public record Violation(String path, String message) {}

    /**
     * @param version which schema version the data follows; null for the configured one
     * @return what is wrong; empty for a document that satisfies the schema
     * @throws dev.holdfast.problem.Refusal STORE_NOT_FOUND, STORE_EXPIRED, MIGRATION_FAILED, SCHEMA_VERSION_NEWER
     */
    public List<Violation> apply(
            Call call, UUID project, StoreName store, JsonNode data, @Nullable SchemaVersion version) {
        StrictJson.requireDocument(data);
        return stores.within(call, project, store, ref -> {
            View<StoreState> view = stores.read(call, ref);
            StoreConfig config = view.openState().config();
            Document document = Document.of(data, version == null ? config.version() : version);
            Document migrated = versions.migrated(document, config);
            return schemas.violations(config.schema(), migrated.data()).stream()
                    .map(v -> new Violation(v.path(), v.message()))
                    .toList();
        });
    }
}

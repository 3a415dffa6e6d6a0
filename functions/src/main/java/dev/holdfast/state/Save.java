package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves a whole document; it is stored as a patch where that is shorter, and not at all where nothing changes. */
public final class Save {
    private final StoreLogs stores;
    private final Versions versions;

    Save(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /**
     * @param metadata null keeps what there is
     * @param version which schema version the data follows; null for the configured one
     */
    public record Input(
            JsonNode data,
            @Nullable ObjectNode metadata,
            @Nullable SchemaVersion version) {}

    /**
     * A store that never was is created, unless {@code precondition} names a seq; one that is gone only by
     * {@link Precondition.Absent}.
     *
     * @throws Refusal VERSION_CONFLICT, STORE_EXISTS, STORE_NOT_FOUND, STORE_EXPIRED, SCHEMA_VIOLATION,
     *     SCHEMA_VERSION_NEWER, MIGRATION_FAILED, DOCUMENT_TOO_LARGE, and the log's own
     */
    public Written apply(Call call, UUID project, StoreName store, Input input, Precondition precondition) {
        StrictJson.requireDocument(input.data());
        return stores.within(
                call,
                project,
                store,
                ref -> Written.of(
                        store,
                        precondition,
                        stores.appendOrOpen(call, ref, precondition, view -> decide(view, input, precondition))));
    }

    private Proposal.Decision<StoreState> decide(View<StoreState> view, Input input, Precondition precondition) {
        if (view.isOpen()) {
            Gone.requireUnchanged(precondition, view);
            StoreState state = view.openState();
            return Entries.change(
                    view, wanted(input, state.config(), state.document().metadata()));
        }
        if (precondition instanceof Precondition.At) {
            Gone.requireOpen(view);
        }
        if (view.head() > 0 && !(precondition instanceof Precondition.Absent)) {
            throw Gone.expired(view.head());
        }
        SchemaVersion version = input.version() == null ? SchemaVersion.FIRST : input.version();
        StoreConfig config = StoreConfig.DEFAULT.with(version);
        return Entries.open(new StoreState(wanted(input, config, JsonNodeFactory.instance.objectNode()), config, 0));
    }

    private Document wanted(Input input, StoreConfig config, ObjectNode standing) {
        ObjectNode metadata = input.metadata() == null ? standing : input.metadata();
        SchemaVersion version = input.version() == null ? config.version() : input.version();
        return versions.checked(new Document(input.data(), metadata, version), config);
    }
}

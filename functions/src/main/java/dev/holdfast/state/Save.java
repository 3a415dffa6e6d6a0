package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves a whole document; it is stored as a patch where that is shorter, and not at all where nothing changes. */
public final class Save {
    static final int MOST_METADATA_BYTES = 16 * 1024;

    private final StoreLogs stores;
    private final Versions versions;

    Save(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /**
     * @param metadata at most 16 KB; null keeps what there is
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
     *     SCHEMA_VERSION_NEWER, MIGRATION_FAILED, DOCUMENT_TOO_LARGE, INVALID_INPUT for long metadata, and the
     *     log's own
     */
    public Written apply(Call call, UUID project, StoreName store, Input input, Precondition precondition) {
        StrictJson.requireDocument(input.data());
        requireShort(input.metadata());
        return stores.within(
                call,
                project,
                store,
                ref -> Written.of(
                        store,
                        precondition,
                        stores.appendOrOpen(call, ref, precondition, view -> decide(view, input, precondition))));
    }

    private static void requireShort(@Nullable ObjectNode metadata) {
        if (metadata != null && StrictJson.length(metadata) > MOST_METADATA_BYTES) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Keep metadata short, and put the rest into data.",
                    Map.of(
                            "errors",
                            List.of(Map.of(
                                    "field",
                                    "metadata",
                                    "problem",
                                    "must have at most " + MOST_METADATA_BYTES + " bytes"))));
        }
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

package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.json.Diff;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import dev.holdfast.log.Lifetime;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets how a store behaves, and creates it where there is none. A change of mode or lifetime ends the life and begins
 * the next with the same document, in one step.
 */
public final class Configure {
    /** It is written together with a document, and both must be read again. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final StoreLogs stores;
    private final Versions versions;
    private final Schemas schemas;

    Configure(StoreLogs stores, Versions versions, Schemas schemas) {
        this.stores = stores;
        this.versions = versions;
        this.schemas = schemas;
    }

    /**
     * @param initial the data that a store begins with; null for an empty object
     * @throws Refusal INVALID_SCHEMA, INVALID_PATCH, INVALID_INPUT for more than 1 MiB; SCHEMA_VIOLATION, MIGRATION_FAILED or SCHEMA_VERSION_NEWER when
     *     the standing document does not go with the new configuration; VERSION_CONFLICT, STORE_EXPIRED
     */
    public Written apply(
            Call call,
            UUID project,
            StoreName store,
            StoreConfig config,
            @Nullable JsonNode initial,
            Precondition precondition) {
        requireUsable(config);
        Document first = Document.of(
                initial == null ? JsonNodeFactory.instance.objectNode() : StrictJson.requireDocument(initial),
                config.version());
        return stores.within(
                call,
                project,
                store,
                ref -> Written.of(
                        store,
                        precondition,
                        stores.appendOrOpen(
                                call, ref, precondition, view -> decide(view, config, first, precondition))));
    }

    /** The configuration as it stands. */
    public StoreConfig read(Call call, UUID project, StoreName store) {
        return stores.within(
                call, project, store, ref -> stores.read(call, ref).openState().config());
    }

    private void requireUsable(StoreConfig config) {
        if (StrictJson.length(ConfigJson.write(config)) > MOST_BYTES) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "A configuration has at most " + MOST_BYTES + " bytes, schema and migrations included.",
                    Map.of("max_bytes", MOST_BYTES));
        }
        if (config.schema() != null) {
            schemas.requireSchema(config.schema());
        }
        for (Migration step : config.migrations()) {
            if (step.change().isArray()) {
                Patch.parse(step.change());
            }
        }
    }

    private Proposal.Decision<StoreState> decide(
            View<StoreState> view, StoreConfig config, Document first, Precondition precondition) {
        if (!view.isOpen()) {
            if (precondition instanceof Precondition.At) {
                Gone.requireOpen(view);
            }
            if (view.head() > 0 && !(precondition instanceof Precondition.Absent)) {
                throw Gone.expired(view.head());
            }
            return Entries.open(new StoreState(versions.checked(first, config), config, 0));
        }
        Gone.requireUnchanged(precondition, view);
        StoreState state = view.openState();
        if (sameText(state.config(), config)) {
            return new Proposal.Nothing<>();
        }
        Document goesOn = versions.checked(state.document(), config);
        Lifetime before = view.life().lifetime();
        Lifetime after = config.lifetime();
        if (Objects.equals(before.idle(), after.idle()) && Objects.equals(before.age(), after.age())) {
            return Entries.configure(state, config, before.equals(after) ? null : after, 0);
        }
        return new Proposal.Restart<>(
                StoreLogs.closed(view),
                Entries.open(new StoreState(goesOn, config, state.imported(), state.watches())));
    }

    private static boolean sameText(StoreConfig one, StoreConfig other) {
        return Diff.between(ConfigJson.write(one), ConfigJson.write(other)).isEmpty();
    }
}

package dev.holdfast.state;

import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a document: the newest, or as it was after an earlier seq of the same life. */
public final class Load {
    private final StoreLogs stores;
    private final Versions versions;

    Load(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /**
     * @param document migrated to the schema version that was configured then
     * @param stored the schema version it is stored under
     * @param expires when the store goes unless it is used; null for never
     */
    public record Loaded(
            StoreName store,
            long seq,
            Document document,
            SchemaVersion stored,
            Mode mode,
            Instant at,
            String author,
            @Nullable Instant expires) {}

    /**
     * @param seq null for the newest
     * @throws Refusal STORE_NOT_FOUND, STORE_EXPIRED, HISTORY_GONE, BASE_AHEAD, MIGRATION_FAILED, SCHEMA_VERSION_NEWER
     */
    public Loaded apply(Call call, UUID project, StoreName store, @Nullable Long seq) {
        return stores.within(call, project, store, ref -> {
            View<StoreState> newest = stores.read(call, ref);
            return loaded(store, seq == null ? newest : past(call, ref, newest, seq), newest.deadline());
        });
    }

    private View<StoreState> past(Call call, StoreRef ref, View<StoreState> newest, long seq) {
        if (seq < newest.life().open()) {
            throw gone(seq);
        }
        return stores.log().at(call.budget(), ref.log(), seq, newest);
    }

    static Refusal gone(long seq) {
        return new Refusal(
                Reason.HISTORY_GONE,
                "Revision " + seq + " is no longer kept. Ask for a newer one.",
                Map.of("seq", seq));
    }

    private Loaded loaded(StoreName store, View<StoreState> view, Instant deadline) {
        StoreState state = view.openState();
        return new Loaded(
                store,
                view.head(),
                versions.current(state.document(), state.config()),
                state.document().version(),
                state.config().mode(),
                view.newest(),
                view.author(),
                deadline.equals(Instant.MAX) ? null : deadline);
    }
}

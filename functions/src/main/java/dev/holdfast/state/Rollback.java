package dev.holdfast.state;

import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import java.util.UUID;

/** Makes the data what it was after an earlier seq, as a new change: migrated to today's version and validated. */
public final class Rollback {
    private final StoreLogs stores;
    private final Versions versions;

    Rollback(StoreLogs stores, Versions versions) {
        this.stores = stores;
        this.versions = versions;
    }

    /** @throws dev.holdfast.problem.Refusal as {@link Save} and {@link Load} do */
    public Written apply(Call call, UUID project, StoreName store, long seq, Precondition precondition) {
        return stores.within(call, project, store, ref -> {
            View<StoreState> newest = stores.read(call, ref);
            if (seq < newest.life().open()) {
                throw Load.gone(seq);
            }
            Document past =
                    stores.log().at(call.budget(), ref.log(), seq).openState().document();
            return Written.of(store, precondition, stores.append(call, ref, precondition, view -> {
                Gone.requireOpen(view);
                Gone.requireUnchanged(precondition, view);
                StoreState state = view.openState();
                Document wanted = versions.checked(past, state.config());
                return Entries.change(view, wanted.with(state.document().metadata()));
            }));
        });
    }
}

package dev.holdfast.state;

import dev.holdfast.log.Proposal;
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
        return stores.within(
                call,
                project,
                store,
                ref -> Written.of(
                        store,
                        precondition,
                        stores.append(call, ref, precondition, view -> decide(call, ref, view, seq, precondition))));
    }

    private Proposal.Decision<StoreState> decide(
            Call call, StoreRef ref, View<StoreState> view, long seq, Precondition precondition) {
        Gone.requireOpen(view);
        Gone.requireUnchanged(precondition, view);
        if (seq < view.life().open()) {
            throw Load.gone(seq);
        }
        StoreState past = stores.log().at(call.budget(), ref.log(), seq, view).openState();
        StoreState state = view.openState();
        Document wanted = versions.checked(past.document(), state.config());
        return Entries.change(view, wanted.with(state.document().metadata()));
    }
}

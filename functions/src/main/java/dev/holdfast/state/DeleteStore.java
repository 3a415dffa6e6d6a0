package dev.holdfast.state;

import dev.holdfast.log.Appended;
import dev.holdfast.security.Call;
import dev.holdfast.table.Item;
import java.util.Optional;
import java.util.UUID;

/** Deletes a store. Its sequence goes on should it be created anew. */
public final class DeleteStore {
    private final StoreLogs stores;
    private final Listing listing;

    DeleteStore(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /** @throws dev.holdfast.problem.Refusal VERSION_CONFLICT, STORE_NOT_FOUND, STORE_EXPIRED */
    public Written apply(Call call, UUID project, StoreName store, Precondition precondition) {
        return stores.within(call, project, store, ref -> {
            Optional<Item> listed = listing.find(call.budget(), ref.listed());
            Appended<StoreState> closed = stores.append(call, ref, precondition, view -> {
                Gone.requireOpen(view);
                Gone.requireUnchanged(precondition, view);
                return StoreLogs.closed(view);
            });
            listed.filter(_ -> !closed.view().isOpen())
                    .ifPresent(item -> listing.remove(call.budget(), item, ref.log(), closed.view()));
            return Written.of(store, precondition, closed);
        });
    }
}

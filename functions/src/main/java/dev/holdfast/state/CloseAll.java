package dev.holdfast.state;

import dev.holdfast.security.Call;
import dev.holdfast.table.Parallel;
import java.util.List;
import java.util.UUID;

/** Closes every store of a project that has been deleted. */
public final class CloseAll {
    private final StoreLogs stores;
    private final Listing listing;

    CloseAll(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /** @param incarnation of the project that was deleted */
    public void apply(Call call, UUID project, String incarnation) {
        List<String> names = listing.names(
                call.budget(),
                StoreRef.listing(call.tenant(), project, incarnation),
                null,
                // Leftovers of refused creations may stand beside the most that can be open.
                2 * Listing.MOST_STORES);
        Parallel.map(names, name -> {
            stores.close(call, new StoreRef(call.tenant(), project, incarnation, new StoreName(name)));
            return name;
        });
    }
}

package dev.holdfast.state;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Clearing;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Removes all that the stores of a deleted project held: not before every view of them that an instance may have has
 * grown too old to be believed. Harmless to repeat.
 */
public final class RemoveStores {
    private static final int MOST_LISTED = 1_000;

    private final Listing listing;
    private final Clearing clearing;

    RemoveStores(Listing listing, Clearing clearing) {
        this.listing = listing;
        this.clearing = clearing;
    }

    /**
     * Removes as much as the time allows.
     *
     * @param reserve what must be left of the budget
     * @return false when time ran out first
     */
    public boolean apply(Budget budget, String tenant, UUID project, String incarnation, Duration reserve) {
        String listed = StoreRef.listing(tenant, project, incarnation);
        List<String> names = listing.names(budget, listed, null, MOST_LISTED);
        for (String name : names) {
            StoreRef ref = new StoreRef(tenant, project, incarnation, new StoreName(name));
            for (String partition : ref.log().partitions()) {
                if (!clearing.clear(budget, partition, reserve)) {
                    return false;
                }
            }
        }
        return clearing.clear(budget, listed, reserve);
    }
}

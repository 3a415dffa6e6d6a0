package dev.holdfast.state;

import dev.holdfast.log.LogName;
import dev.holdfast.log.View;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import java.util.Optional;

/** Does what has fallen due for a store: closes it at its deadline, removes what need not be kept, takes it off the list. */
public final class SweepStores {
    private final StoreLogs stores;
    private final Listing listing;

    SweepStores(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /** Whether {@code row} of the due index belongs to a store. */
    public boolean owns(Key row) {
        return StoreRef.isStore(LogName.of(row));
    }

    /** Harmless at any time, by any number of instances at once. */
    public void apply(Budget budget, Key row) {
        LogName log = LogName.of(row);
        Optional<Item> listed = listing.find(budget, StoreRef.listed(log));
        stores.log().sweep(budget, row);
        if (listed.isPresent()) {
            View<StoreState> view = stores.log().observe(budget, log);
            if (!view.isOpen()) {
                listing.remove(budget, listed.get(), log, view);
            }
        }
    }
}

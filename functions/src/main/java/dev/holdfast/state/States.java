package dev.holdfast.state;

import dev.holdfast.activity.Triggers;
import dev.holdfast.log.Log;
import dev.holdfast.project.Resolve;
import dev.holdfast.queue.Queue;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Clearing;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;

/** Every operation on stores, over one table, with this instance's caches. Thread-safe. */
public record States(
        Save save,
        ApplyPatch patch,
        Load load,
        MergeStates merge,
        Validate validate,
        Follow follow,
        StoreHistory history,
        Rollback rollback,
        Configure configure,
        DeleteStore delete,
        ListStores list,
        Export export,
        Import imports,
        CloseAll closeAll,
        RemoveStores remove,
        Watches watches,
        RelayChanges relay,
        SweepStores sweep) {

    /** @param queue where deliveries are put in */
    public static States over(
            Table table,
            Resolve projects,
            Sealing sealing,
            Shards shards,
            Triggers triggers,
            Queue queue,
            Clock clock) {
        Listing listing = new Listing(table);
        Log<StoreState> log = new Log<>(table, sealing, new StoreFold(), shards, clock);
        StoreLogs stores = new StoreLogs(log, new Owners(projects), listing, triggers, new Firing(clock), queue.wake());
        Schemas schemas = new Schemas();
        Versions versions = new Versions(schemas);
        return new States(
                new Save(stores, versions),
                new ApplyPatch(stores, versions),
                new Load(stores, versions),
                new MergeStates(stores, versions),
                new Validate(stores, versions, schemas),
                new Follow(stores, versions),
                new StoreHistory(stores, listing),
                new Rollback(stores, versions),
                new Configure(stores, versions, schemas),
                new DeleteStore(stores, listing),
                new ListStores(stores, listing),
                new Export(stores, listing),
                new Import(stores, schemas),
                new CloseAll(stores, listing),
                new RemoveStores(listing, new Clearing(table)),
                new Watches(stores),
                new RelayChanges(log, triggers, queue.enqueue()),
                new SweepStores(stores, listing));
    }
}

package dev.holdfast.state;

import dev.holdfast.json.Operation;
import dev.holdfast.json.Pointer;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Kind;
import dev.holdfast.log.Log;
import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what, and when: newest first, through every life that is kept. */
public final class StoreHistory {
    private static final int MOST_PATHS = 50;

    private final StoreLogs stores;
    private final Listing listing;

    StoreHistory(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /**
     * @param paths what it changed in the data, at most {@value #MOST_PATHS}; the root for all of it; none where that
     *     was not read
     * @param reason of a close: {@code deleted} or {@code expired}; else null
     */
    public record Event(
            long seq,
            Kind kind,
            String author,
            Instant at,
            @Nullable String version,
            List<Pointer> paths,
            @Nullable String reason) {}

    /** @param before the seq after the last one wanted; null where the history ends today */
    public List<Event> page(Call call, UUID project, StoreName store, @Nullable Long before, int limit) {
        return stores.within(call, project, store, ref -> {
            View<StoreState> view = stores.read(call, ref);
            long last = Math.min(view.head(), before == null ? Long.MAX_VALUE : before - 1);
            List<Entry> entries = stores.log().entries(call.budget(), ref.log(), Math.max(1, last - limit + 1), last);
            return entries.reversed().stream().map(StoreHistory::event).toList();
        });
    }

    /**
     * Events of one store, newest first.
     *
     * @param more whether older ones may follow
     */
    public record Recent(List<Event> events, boolean more) {}

    /**
     * The newest events below a seq, also of a store that is closed: one call that reads no document. Of a change too
     * large for one item the paths are left out.
     *
     * @param incarnation of the project
     */
    public Recent recent(Call call, UUID project, String incarnation, StoreName store, long before, int limit) {
        StoreRef ref = new StoreRef(call.tenant(), project, incarnation, store);
        Log.Recent recent = stores.log().recent(call.budget(), ref.log(), before, limit);
        return new Recent(recent.entries().stream().map(StoreHistory::event).toList(), recent.more());
    }

    /** The stores that an incarnation of a project has, by name. */
    public List<StoreName> stores(Call call, UUID project, String incarnation) {
        String partition = StoreRef.listing(call.tenant(), project, incarnation);
        return listing.names(call.budget(), partition, null, 2 * Listing.MOST_STORES).stream()
                .map(StoreName::new)
                .toList();
    }

    private static Event event(Entry entry) {
        return new Event(
                entry.seq(),
                entry.kind(),
                entry.author(),
                entry.at(),
                entry.schemaVersion(),
                paths(entry),
                entry.kind() == Kind.CLOSE ? new String(entry.payload(), StandardCharsets.UTF_8) : null);
    }

    private static List<Pointer> paths(Entry entry) {
        if (entry.kind() != Kind.CHANGE || entry.payload().length == 0) {
            return List.of();
        }
        List<Pointer> paths = new ArrayList<>();
        for (Operation operation : Change.read(entry.payload()).asPatch().operations()) {
            if (operation instanceof Operation.Move move) {
                paths.add(move.from());
            }
            if (!(operation instanceof Operation.Test)) {
                paths.add(operation.path());
            }
        }
        return paths.stream().distinct().limit(MOST_PATHS).toList();
    }
}

package dev.holdfast.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.log.Entry;
import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells every store that stands, from the beginning of its life or of the history that is kept, in pages of lines. */
public final class Export {
    private static final int MOST_LINES = 500;
    /** Of payloads in one page; a line that has more stands in a page of its own. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final StoreLogs stores;
    private final Listing listing;

    Export(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /**
     * Where a page ended.
     *
     * @param seq the last one told of {@code store}
     */
    public record Position(String store, long seq) {}

    /** @param next null on the last page */
    public record Page(List<ObjectNode> lines, @Nullable Position next) {}

    /** @throws dev.holdfast.problem.Refusal PROJECT_NOT_FOUND */
    public Page page(Call call, UUID project, @Nullable Position after) {
        String incarnation = stores.owners().current(call, project);
        String partition = StoreRef.listing(call.tenant(), project, incarnation);
        List<String> names = listing.names(call.budget(), partition, null, 2 * Listing.MOST_STORES);
        List<ObjectNode> lines = new ArrayList<>();
        for (String name : names) {
            if (after != null && name.compareTo(after.store()) < 0) {
                continue;
            }
            if (!lines.isEmpty()) {
                // A page tells of one store, so that none is held in memory beside another.
                return new Page(lines, new Position(name, 0));
            }
            long told = after != null && name.equals(after.store()) ? after.seq() : 0;
            StoreRef ref = new StoreRef(call.tenant(), project, incarnation, new StoreName(name));
            long last = tell(call, ref, told, lines);
            if (last > 0) {
                return new Page(lines, new Position(name, last));
            }
        }
        return new Page(lines, null);
    }

    /** @return the last seq told when there is more; 0 when the store has been told to its end */
    private long tell(Call call, StoreRef ref, long told, List<ObjectNode> lines) {
        View<StoreState> view = stores.log().observe(call.budget(), ref.log());
        if (!view.isOpen() || told >= view.head()) {
            return 0;
        }
        long from = Math.max(told + 1, view.life().open());
        long to = Math.min(view.head(), from + MOST_LINES - 1);
        List<Entry> entries = stores.log().entries(call.budget(), ref.log(), from, to);
        if (entries.size() < to - from + 1) {
            // What is no longer kept is told by the state it came to.
            lines.add(Line.begin(ref.store(), view.head(), view.openState(), view.author(), view.newest()));
            return 0;
        }
        int bytes = 0;
        for (Entry entry : entries) {
            bytes += entry.payload().length;
            if (bytes > MOST_BYTES && entry.seq() > from) {
                return entry.seq() - 1;
            }
            lines.add(Line.of(ref.store(), entry));
        }
        return to < view.head() ? to : 0;
    }
}

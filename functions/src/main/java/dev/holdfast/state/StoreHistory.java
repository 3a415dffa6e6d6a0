package dev.holdfast.state;

import dev.holdfast.json.Operation;
import dev.holdfast.json.Pointer;
import dev.holdfast.log.Entry;
import dev.holdfast.log.Kind;
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

    StoreHistory(StoreLogs stores) {
        this.stores = stores;
    }

    /**
     * @param paths what it changed in the data, at most {@value #MOST_PATHS}; the root for all of it
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
        if (entry.kind() != Kind.CHANGE) {
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

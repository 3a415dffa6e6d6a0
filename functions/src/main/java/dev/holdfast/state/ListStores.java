package dev.holdfast.state;

import dev.holdfast.json.StrictJson;
import dev.holdfast.log.LogName;
import dev.holdfast.log.View;
import dev.holdfast.security.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the stores that stand, by name. Being listed keeps none of them alive. */
public final class ListStores {
    /** A document is held in memory while its store is looked at. */
    private static final int AT_ONCE = 8;

    private final StoreLogs stores;
    private final Listing listing;

    ListStores(StoreLogs stores, Listing listing) {
        this.stores = stores;
        this.listing = listing;
    }

    /** @param expires when the store goes unless it is used; null for never */
    public record Listed(
            StoreName store,
            long seq,
            Mode mode,
            SchemaVersion version,
            int dataBytes,
            Instant at,
            String author,
            @Nullable Instant expires) {}

    /** @param next the name to go on after; null on the last page */
    public record Page(List<Listed> stores, @Nullable String next) {}

    /** @throws dev.holdfast.problem.Refusal PROJECT_NOT_FOUND */
    public Page page(Call call, UUID project, @Nullable String after, int limit) {
        String incarnation = stores.owners().current(call, project);
        String partition = StoreRef.listing(call.tenant(), project, incarnation);
        List<String> named = listing.names(call.budget(), partition, after, limit + 1);
        List<String> names = named.subList(0, Math.min(limit, named.size()));
        List<Listed> listed = new ArrayList<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            List<StoreRef> refs = some.stream()
                    .map(name -> new StoreRef(call.tenant(), project, incarnation, new StoreName(name)))
                    .toList();
            Map<LogName, View<StoreState>> views = stores.log()
                    .observeAll(call.budget(), refs.stream().map(StoreRef::log).toList());
            for (StoreRef ref : refs) {
                look(ref, Objects.requireNonNull(views.get(ref.log()))).ifPresent(listed::add);
            }
        }
        return new Page(listed, named.size() > limit ? names.getLast() : null);
    }

    private static Optional<Listed> look(StoreRef ref, View<StoreState> view) {
        if (!view.isOpen()) {
            return Optional.empty();
        }
        StoreState state = view.openState();
        Instant deadline = view.deadline();
        return Optional.of(new Listed(
                ref.store(),
                view.head(),
                state.config().mode(),
                state.document().version(),
                StrictJson.length(state.document().data()),
                view.newest(),
                view.author(),
                deadline.equals(Instant.MAX) ? null : deadline));
    }
}

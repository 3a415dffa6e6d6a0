package dev.holdfast.state;

import dev.holdfast.log.Log;
import dev.holdfast.log.LogName;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import dev.holdfast.table.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which stores a project may have: an item for each, written before the store is opened, so that no store is ever
 * missing from it. One that names no open store is only a leftover.
 */
final class Listing {
    static final int MOST_STORES = 200;

    private final Table table;

    Listing(Table table) {
        this.table = table;
    }

    /** @throws Refusal {@link Reason#TOO_MANY_STORES}; the store is not listed then, unless it was before */
    void add(Call call, StoreRef ref) {
        table.write(call.budget(), Write.Change.of(ref.listed()).onlyIf(Condition.none()));
        String partition = ref.listed().pk();
        int listed = table.query(call.budget(), Query.partition(partition, MOST_STORES + 1))
                .items()
                .size();
        if (listed > MOST_STORES) {
            find(call.budget(), ref.listed())
                    .filter(item -> item.number(TableSchema.VERSION) == 1)
                    .ifPresent(item -> table.write(call.budget(), removal(item)));
            throw new Refusal(
                    Reason.TOO_MANY_STORES,
                    "Delete a store that is not needed any more.",
                    Map.of("limit", MOST_STORES));
        }
    }

    Optional<Item> find(Budget budget, Key listed) {
        return table.get(budget, listed);
    }

    /** Lists a store again whose listing was removed between its creator's two steps. */
    void ensure(Call call, StoreRef ref) {
        if (find(call.budget(), ref.listed()).isEmpty()) {
            table.write(call.budget(), Write.Change.of(ref.listed()).onlyIf(Condition.none()));
        }
    }

    /** Removes the listing of a closed store, unless it has been listed or opened again since both were read. */
    void remove(Budget budget, Item listed, LogName log, View<StoreState> closed) {
        table.transact(budget, List.of(removal(listed), Log.nothingSince(log, closed)));
    }

    private static Write removal(Item listed) {
        return new Write.Delete(
                listed.key(), Condition.equal(TableSchema.VERSION, listed.number(TableSchema.VERSION)), listed);
    }

    /** Names in their order, after {@code after}. */
    List<String> names(Budget budget, String partition, @Nullable String after, int limit) {
        Query query = Query.partition(partition, limit);
        Query.Position position = after == null ? null : new Query.Position(new Key(partition, after), null);
        return table.query(budget, query.after(position)).items().stream()
                .map(item -> item.key().sk())
                .toList();
    }
}

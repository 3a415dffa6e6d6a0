package dev.holdfast.log;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Table;
import java.util.List;

/** Removes entries together with their chunks: the entry first, so that no entry stands without its chunks. */
final class Removal {
    private final Table table;
    private final EntryItems items;
    private final Chunks chunks;

    Removal(Table table, EntryItems items, Chunks chunks) {
        this.table = table;
        this.items = items;
        this.chunks = chunks;
    }

    void remove(Budget budget, LogName log, List<Item> entries) {
        List<ChunkSet> sets = entries.stream()
                .filter(EntryItems::isChunked)
                .flatMap(entry -> items.stored(log, entry).chunkSet().stream())
                .toList();
        table.deleteAll(budget, entries);
        sets.forEach(set -> chunks.remove(budget, log, set));
    }
}

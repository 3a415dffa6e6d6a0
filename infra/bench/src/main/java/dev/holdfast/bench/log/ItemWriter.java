package dev.holdfast.bench.log;

import dev.holdfast.table.Backoff;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The usual way: the document is one item with a version; it is read, changed and replaced if the version is still the
 * same, and a refusal, which names what stands there, is tried again.
 */
final class ItemWriter implements Writer {
    private static final Key KEY = new Key("bench", "item");
    private static final String BYTES = "p";
    private static final String VERSION = "v";

    private final Table table;

    ItemWriter(Table table) {
        this.table = table;
    }

    void open(Budget budget, String document) {
        table.write(budget, Write.Put.always(item(document, 1)));
    }

    @Override
    public void store(Budget budget, String change) {
        Item standing = table.get(budget, KEY).orElseThrow();
        for (int attempt = 0; ; attempt++) {
            String document = new String(standing.bytes(BYTES), StandardCharsets.UTF_8);
            Item after = item(Text.changed(document, change), standing.number(VERSION) + 1);
            WriteResult result = table.write(budget, Write.Put.over(standing, after));
            if (!(result instanceof WriteResult.Refused(int _, @Nullable Item other)) || other == null) {
                return;
            }
            standing = other;
            Backoff.await(Math.min(attempt, 4), budget);
        }
    }

    private static Item item(String document, long version) {
        return Item.at(KEY)
                .bytes(BYTES, document.getBytes(StandardCharsets.UTF_8))
                .number(VERSION, version)
                .build();
    }
}

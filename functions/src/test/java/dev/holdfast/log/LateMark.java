package dev.holdfast.log;

import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A table whose first put reaches the store twice: at once, and long after its sender gave it up. */
final class LateMark {
    private final List<PutItemRequest> puts = new ArrayList<>();
    private final Table table;

    LateMark(String name) {
        table = TestStore.watched(name, this::keep);
    }

    Table table() {
        return table;
    }

    private synchronized void keep(Object request) {
        if (request instanceof PutItemRequest put) {
            puts.add(put);
        }
    }

    void arrive() {
        try {
            TestStore.client(TestStore.endpoint()).putItem(puts.getFirst());
        } catch (ConditionalCheckFailedException _) {
            // Its sender is gone.
        }
    }
}
